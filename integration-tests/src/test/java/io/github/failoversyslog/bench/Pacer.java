package io.github.failoversyslog.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Logs at a steady rate on its own thread and records the duration of each call. */
final class Pacer implements AutoCloseable {
  private static final long MAX_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 300_000; // calls due after a pause are made in one burst

  private final Contender contender;
  private final IntConsumer event;
  private final long intervalNanos;
  private final Recorder recorder = new Recorder(MAX_NANOS, 3);
  private final Thread thread;
  private volatile int logged;
  private volatile boolean ended;
  private volatile Throwable failure;

  /** Logs the benchmark event. */
  Pacer(Contender contender, int eventsPerSecond) {
    this(contender, eventsPerSecond, contender::log);
  }

  /**
   * @param event logs one event, whose number it is given
   */
  Pacer(Contender contender, int eventsPerSecond, IntConsumer event) {
    this.contender = contender;
    this.event = event;
    this.intervalNanos = 1_000_000_000L / eventsPerSecond;
    this.thread = new Thread(this::run, "pacer");
    thread.start();
  }

  private void run() {
    try {
      contender.enterThread();
      long start = System.nanoTime();
      int number = 0;
      while (!ended) {
        long due = (System.nanoTime() - start) / intervalNanos;
        while (number < due && !ended) {
          long before = System.nanoTime();
          event.accept(number++);
          recorder.recordValue(Math.min(MAX_NANOS, System.nanoTime() - before));
        }
        logged = number;
        long nextNanos = start + (number + 1) * intervalNanos - System.nanoTime();
        LockSupport.parkNanos(Math.max(PAUSE_NANOS, nextNanos));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Returns the calls since the previous call of this method. */
  Histogram takeTimes() {
    check();
    return recorder.getIntervalHistogram();
  }

  /** How many events were logged since the start. */
  int logged() {
    check();
    return logged;
  }

  void check() {
    if (failure != null) {
      throw new IllegalStateException("logging failed", failure);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
