package io.github.failoversyslog.engine;

import java.time.Duration;

/**
 * Decides how long the loop may go on once it was told to stop: as long as the budget lasts while a
 * server is there, and half a second when none is.
 */
final class Shutdown {
  private static final long UNREACHABLE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private volatile long budgetNanos = NEVER; // set by the thread that stops
  private long endNanos = NEVER;
  private long reachableAtNanos; // when a server was last there, or the stop began

  /** Any thread; all other methods are the loop's. */
  void request(Duration budget) {
    budgetNanos = budget.toNanos();
  }

  boolean isRequested() {
    return budgetNanos != NEVER;
  }

  /** Returns true at the first call after the request: the budget counts from then on. */
  boolean begins(long nowNanos) {
    if (endNanos != NEVER) {
      return false;
    }
    endNanos = nowNanos + budgetNanos;
    reachableAtNanos = nowNanos;
    return true;
  }

  /**
   * @param reachable whether any server is there
   */
  boolean isTimeOver(boolean reachable, long nowNanos) {
    if (reachable) {
      reachableAtNanos = nowNanos;
    }
    return nowNanos >= wakeAtNanos(reachable);
  }

  /** When the time will be over, as things are. */
  long wakeAtNanos(boolean reachable) {
    boolean counting = endNanos != NEVER && !reachable;
    return counting ? Math.min(endNanos, reachableAtNanos + UNREACHABLE_NANOS) : endNanos;
  }

  /** Whether the time is over of a loop that has had no turn yet. */
  boolean isOverBeforeTheFirstTurn(long nowNanos) {
    return isRequested() && !begins(nowNanos) && isTimeOver(true, nowNanos);
  }
}
