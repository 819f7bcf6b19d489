package io.github.failoversyslog.config;

/** What becomes of an event when the buffer is filling up. */
public enum Overflow {
  /** From 80 % on, the less serious ones are discarded; when it is full, all. */
  DISCARD,
  /** The caller waits for room, and after a time discards the event. */
  BLOCK
}
