package io.github.failoversyslog.engine;

import java.time.Duration;

/**
 * Decides when the rest of the connection in use is over, so that another connection can replace
 * it, and how long messages are held back after that: until the old one has ended, so that order is
 * kept if some messages have to be sent again. Each takes at most 1 s, but is over only once a poll
 * has shown what happened until then: the loop may be late, since the process may be suspended.
 */
final class ReplacementTiming {
  private static final long MAX_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private long restEndsAtNanos = NEVER; // even if not everything is written by then
  private long heldUntilNanos;

  /** The connection in use begins to rest. */
  void rests(long nowNanos) {
    restEndsAtNanos = nowNanos + MAX_NANOS;
  }

  /** There is no rest, or no longer. */
  void restIsOver() {
    restEndsAtNanos = NEVER;
  }

  /**
   * When to poll for the end of the rest; {@link Long#MAX_VALUE} if the connection does not rest.
   *
   * @param restedAtNanos when the rest is long enough, if nothing more is written
   */
  long restedAtNanos(long restedAtNanos) {
    return restEndsAtNanos == NEVER ? NEVER : Math.min(restedAtNanos, restEndsAtNanos);
  }

  /**
   * Whether the connection in use has rested, and neither it nor the one to replace it has ended by
   * then.
   *
   * @param restedAtNanos when the rest is long enough, if nothing more is written
   * @param polledAtNanos what had arrived by this time was handled
   */
  boolean hasRested(long restedAtNanos, long polledAtNanos) {
    return polledAtNanos >= restedAtNanos(restedAtNanos);
  }

  /** A new connection replaces the one in use, which is drained; messages are held back. */
  void holds(long nowNanos) {
    heldUntilNanos = nowNanos + MAX_NANOS;
  }

  /**
   * Whether messages are held back if a connection is still drained, even if the one that replaced
   * it was replaced or lost since.
   *
   * @param polledAtNanos what had arrived by this time was handled
   */
  boolean isHeld(long polledAtNanos) {
    return polledAtNanos < heldUntilNanos;
  }

  /** When to poll so that messages are no longer held back. */
  long heldUntilNanos() {
    return heldUntilNanos;
  }
}
