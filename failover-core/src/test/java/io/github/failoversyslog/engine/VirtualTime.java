package io.github.failoversyslog.engine;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Virtual time with scheduled events; events of the same time run in the order of scheduling. */
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

  /** Schedules an event after a delay. */
  public void in(long nanos, Runnable what) {
    scheduled.add(new Scheduled(now + nanos, asked++, what));
  }

  /** Advances the time and runs all events that are due by then. */
  public void moveTo(long nanos) {
    moveTo(nanos, () -> false);
  }

  /**
   * Advances the time, if it is later than now, and runs the events that are due, up to the first
   * that wakes the sender.
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
