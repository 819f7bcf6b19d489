package io.github.failoversyslog.report;

/**
 * Decides when a heartbeat is due: nothing was written to a connection for an interval, during
 * which one was in use.
 */
final class Heartbeat {
  private final long intervalNanos;
  private long writtenTo;
  private long quietSinceNanos;

  /**
   * @param intervalNanos 0: none is ever due
   */
  Heartbeat(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  /**
   * Returns whether one is due. After true the next one is an interval later.
   *
   * @param connected whether a connection is in use
   * @param ready whether it accepts messages; while it does not, none is due
   * @param writtenUpTo changes whenever a message is written
   */
  boolean isDue(long nowNanos, boolean connected, boolean ready, long writtenUpTo) {
    boolean quiet = connected && writtenUpTo == writtenTo;
    boolean due = quiet && nowNanos >= wakeAtNanos(ready);
    if (due || !quiet) {
      quietSinceNanos = nowNanos;
    }
    writtenTo = writtenUpTo;
    return due;
  }

  /** When {@link #isDue} may return true, or {@link Long#MAX_VALUE}. */
  long wakeAtNanos(boolean ready) {
    return intervalNanos > 0 && ready ? quietSinceNanos + intervalNanos : Long.MAX_VALUE;
  }
}
