package io.github.failoversyslog.it.application;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** What the threads of senders cost. */
public final class SenderThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SenderThreads() {}

  /** The processor time that the thread of a sender uses in the period that begins now. */
  public static Duration processorTime(String sender, Duration period) {
    Duration before = processorTime(sender);
    long end = System.nanoTime() + period.toNanos();
    Eventually.until("end of the period", () -> System.nanoTime() >= end);
    return processorTime(sender).minus(before);
  }

  /**
   * What the threads of this name have used so far.
   *
   * @param name of a sender, or of what threads do for all of them
   */
  public static Duration processorTime(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("failover-syslog-" + name))
        .map(thread -> Duration.ofNanos(THREADS.getThreadCpuTime(thread.getId())))
        .reduce(Duration::plus)
        .orElseThrow();
  }
}
