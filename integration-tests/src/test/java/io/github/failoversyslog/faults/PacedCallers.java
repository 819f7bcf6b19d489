package io.github.failoversyslog.faults;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Application threads that log numbered events at a steady rate, as far as the machine allows. Late
 * events are logged in one burst.
 */
final class PacedCallers implements AutoCloseable {
  private static final long LONGEST_CALL_NANOS = SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = 300_000;

  private final LongConsumer log;
  private final double nanosBetweenEvents;
  private final long startNanos = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicIntegerArray logged;
  private final Recorder times = new Recorder(LONGEST_CALL_NANOS, 3);
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;
  private long endNanos;

  private PacedCallers(LongConsumer log, int callers, int eventsPerSecond) {
    this.log = log;
    this.logged = new AtomicIntegerArray(callers);
    this.nanosBetweenEvents = 1e9 * callers / eventsPerSecond;
  }

  /**
   * @param log receives the event numbers, called by several threads
   * @param eventsPerSecond total of all callers
   */
  static PacedCallers start(LongConsumer log, int callers, int eventsPerSecond) {
    PacedCallers all = new PacedCallers(log, callers, eventsPerSecond);
    for (int i = 0; i < callers; i++) {
      int caller = i;
      Thread thread = new Thread(() -> all.run(caller), "caller-" + caller);
      thread.setDaemon(true);
      all.threads.add(thread);
      thread.start();
    }
    return all;
  }

  private void run(int caller) {
    try {
      int next = 0;
      while (!ended) {
        long due = (long) ((System.nanoTime() - startNanos) / nanosBetweenEvents);
        while (next < due && !ended) {
          call(NumberedEvents.number(caller, next));
          next++;
          logged.set(caller, next);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Logs one event on the calling thread. */
  void call(long number) {
    long before = System.nanoTime();
    log.accept(number);
    times.recordValue(Math.min(LONGEST_CALL_NANOS, System.nanoTime() - before));
  }

  /** Returns how many calls of each caller have returned. */
  int[] logged() {
    int[] counts = new int[logged.length()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = logged.get(i);
    }
    return counts;
  }

  /** Returns the call durations since the previous call of this method, in nanoseconds. */
  Histogram takeTimes() {
    return times.getIntervalHistogram();
  }

  /** Stops the callers and returns how many calls each of them made. */
  int[] stop() {
    close();
    if (failure != null) {
      throw new IllegalStateException("a caller failed", failure);
    }
    return logged();
  }

  /** Returns the time from start to stop in seconds. */
  double seconds() {
    return NANOSECONDS.toMillis((ended ? endNanos : System.nanoTime()) - startNanos) / 1e3;
  }

  @Override
  public void close() {
    if (!ended) {
      endNanos = System.nanoTime();
      ended = true;
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
