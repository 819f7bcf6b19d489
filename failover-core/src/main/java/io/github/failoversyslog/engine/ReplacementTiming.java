package io.github.failoversyslog.engine;

import java.time.Duration;

/**
 * Decides when the connection in use has rested, so that another one may take its place, and for
 * how long messages are held back from that one: until the old one has ended, so that they stay in
 * order should some of it have to be sent again. Neither takes longer than a second.
 */
final class ReplacementTiming {
  private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private long restEndsAtNanos = NEVER; // whether or not all is written by then
  private long heldUntilNanos;

  /** The connection in use rests from now on. */
  void rests(long nowNanos) {
    restEndsAtNanos = nowNanos + LONGEST_NANOS;
  }

  /** It does not rest any more. */
  void restIsOver() {
    restEndsAtNanos = NEVER;
  }

  /**
   * When to say that it has rested; {@link Long#MAX_VALUE} if it does not rest.
   *
   * @param restedAtNanos when it will have, if it writes nothing more
   */
  long restedAtNanos(long restedAtNanos) {
    return restEndsAtNanos == NEVER ? NEVER : Math.min(restedAtNanos, restEndsAtNanos);
  }

  /**
   * A connection is in use from now on.
   *
   * @param inOrder whether messages are held back until the one before it has ended
   */
  void begins(boolean inOrder, long nowNanos) {
    restIsOver();
    heldUntilNanos = inOrder ? nowNanos + LONGEST_NANOS : nowNanos;
  }

  /** Until when messages are held back while the connection before is not over. */
  long heldUntilNanos() {
    return heldUntilNanos;
  }
}
