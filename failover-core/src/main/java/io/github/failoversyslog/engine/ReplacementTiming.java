package io.github.failoversyslog.engine;

import java.time.Duration;

/**
 * Decides when the rest of the connection in use is over, so that another connection can replace
 * it, and how long messages are held back from the new one: until the old one has ended, so that
 * order is kept if some messages have to be sent again. Each takes at most 1 s.
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

  /** The rest is over. */
  void restIsOver() {
    restEndsAtNanos = NEVER;
  }

  /**
   * When to signal the end of the rest; {@link Long#MAX_VALUE} if the connection does not rest.
   *
   * @param restedAtNanos when the rest is long enough, if nothing more is written
   */
  long restedAtNanos(long restedAtNanos) {
    return restEndsAtNanos == NEVER ? NEVER : Math.min(restedAtNanos, restEndsAtNanos);
  }

  /**
   * A new connection is in use.
   *
   * @param inOrder whether messages are held back until the previous connection has ended
   */
  void begins(boolean inOrder, long nowNanos) {
    restIsOver();
    heldUntilNanos = inOrder ? nowNanos + MAX_NANOS : nowNanos;
  }

  /** Until when messages are held back if the previous connection has not ended. */
  long heldUntilNanos() {
    return heldUntilNanos;
  }
}
