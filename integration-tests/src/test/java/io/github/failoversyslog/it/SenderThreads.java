package io.github.failoversyslog.it;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** What the threads of senders cost. */
final class SenderThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SenderThreads() {}

  /** The processor time that the thread of a sender uses in the period that begins now. */
  static Duration processorTime(String sender, Duration period) {
    long thread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(candidate -> candidate.getName().equals("failover-syslog-" + sender))
            .mapToLong(Thread::getId)
            .findAny()
            .orElseThrow();
    long usedBefore = THREADS.getThreadCpuTime(thread);
    long end = System.nanoTime() + period.toNanos();
    Eventually.until("end of the period", () -> System.nanoTime() >= end);
    return Duration.ofNanos(THREADS.getThreadCpuTime(thread) - usedBefore);
  }
}
