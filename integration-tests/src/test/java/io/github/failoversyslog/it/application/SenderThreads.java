package io.github.failoversyslog.it.application;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** CPU time of sender threads. */
public final class SenderThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SenderThreads() {}

  /** The CPU time that the thread of a sender uses during a period starting now. */
  public static Duration processorTime(String sender, Duration period) {
    Duration before = processorTime(sender);
    long end = System.nanoTime() + period.toNanos();
    Eventually.until("end of the period", () -> System.nanoTime() >= end);
    return processorTime(sender).minus(before);
  }

  /**
   * The CPU time that the threads with this name have used so far.
   *
   * @param name of a sender, or of the helper threads shared by all senders
   */
  public static Duration processorTime(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("failover-syslog-" + name))
        .map(thread -> Duration.ofNanos(THREADS.getThreadCpuTime(thread.getId())))
        .reduce(Duration::plus)
        .orElseThrow();
  }
}
