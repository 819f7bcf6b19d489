package io.github.failoversyslog.engine;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Virtual time, and what will happen when; things of one moment happen in the order of asking. */
public final class VirtualTime {
  public static final long MILLISECOND = 1_000_000;
  public static final long SECOND = 1000 * MILLISECOND;

  private final PriorityQueue<Scheduled> scheduled = new PriorityQueue<>();
  private long now;
  private long asked;

  private record Scheduled(long atNanos, long number, Runnable what)
      implements Comparable<Scheduled> {
    @Override
    public int compareTo(Scheduled other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  public long now() {
    return now;
  }

  /** Has it happen after so many nanoseconds. */
  public void in(long nanos, Runnable what) {
    scheduled.add(new Scheduled(now + nanos, asked++, what));
  }

  /** Moves time on and has everything happen that is due by then. */
  public void moveTo(long nanos) {
    moveTo(nanos, () -> false);
  }

  /**
   * Moves time on, if that is later than now, and has everything happen that is due, until it comes
   * to something that wakes the sender.
   */
  void moveTo(long nanos, BooleanSupplier wakes) {
    for (Scheduled next = scheduled.peek();
        next != null && next.atNanos <= Math.max(now, nanos);
        next = scheduled.peek()) {
      scheduled.poll();
      now = next.atNanos;
      next.what.run();
      if (wakes.getAsBoolean()) {
        return;
      }
    }
    now = Math.max(now, nanos);
  }
}
