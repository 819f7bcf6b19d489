package io.github.failoversyslog.engine;

/** How a server handles new connections. */
enum ServerMode {
  UP,
  REFUSES,
  /** Accepts connections, reads nothing, and closes them soon. */
  HANGS_UP,
  /** Closes new connections at once; existing ones continue. */
  FULL,
  /** Its listen queue is full: new connections get no answer until it is back. */
  QUEUE_FULL,
  /** Its kernel accepts connections, which its process never reads; it resets them later. */
  ACCEPTS_NOTHING,
  /** Its name cannot be resolved; existing connections continue. */
  UNRESOLVED,
  /** Its name has a dead address: new connections never get an answer. */
  MOVED,
  GONE;

  /** Whether a connection attempt that got no answer may get one later. */
  boolean isSilent() {
    return this == GONE || this == QUEUE_FULL;
  }
}
