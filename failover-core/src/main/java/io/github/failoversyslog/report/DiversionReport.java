package io.github.failoversyslog.report;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts the events that the buffer refused and another appender was given, and reports that this
 * has begun: the first event, and the first one after 1 min without any. Any thread.
 */
public final class DiversionReport {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Counters counters;
  private final StatusReporter reporter;
  private final LongSupplier clock;
  private final Runnable begun;
  private final AtomicLong lastNanos;

  /**
   * @param clock nanoseconds; may be negative
   * @param begun called by any thread after a line was queued
   */
  public DiversionReport(
      Counters counters, StatusReporter reporter, LongSupplier clock, Runnable begun) {
    this.counters = counters;
    this.reporter = reporter;
    this.clock = clock;
    this.begun = begun;
    this.lastNanos = new AtomicLong(clock.getAsLong() - QUIET_NANOS);
  }

  /** Counts one event. */
  public void diverted(String appender) {
    counters.diverted.increment();
    long nowNanos = clock.getAsLong();
    if (nowNanos - lastNanos.getAndSet(nowNanos) >= QUIET_NANOS) {
      reporter.reportLater(StatusLines.diverting(appender));
      begun.run();
    }
  }
}
