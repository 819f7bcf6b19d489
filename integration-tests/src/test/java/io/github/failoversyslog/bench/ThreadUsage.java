package io.github.failoversyslog.bench;

import java.util.List;

/**
 * What one thread has used since it started.
 *
 * @param name the first 15 bytes of its name: Linux keeps no more
 * @param wakeUps how often it gave up its processor to wait, and so had to be woken
 */
record ThreadUsage(String name, long cpuNanos, long wakeUps) {
  private static final String WAITS = "voluntary_ctxt_switches:";
  private static final String OWN_NAME = "failover-syslog"; // all threads of this project

  /**
   * Reads files of {@code /proc/PID/task/TID}.
   *
   * @param comm the name and a line feed
   * @param schedstat the nanoseconds on a processor, and more numbers
   * @param status lines, including {@code voluntary_ctxt_switches: 12}
   */
  static ThreadUsage of(String comm, String schedstat, List<String> status) {
    long wakeUps =
        status.stream()
            .filter(line -> line.startsWith(WAITS))
            .mapToLong(line -> Long.parseLong(line.substring(WAITS.length()).strip()))
            .findFirst()
            .orElseThrow();
    long cpuNanos = Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    return new ThreadUsage(comm.strip(), cpuNanos, wakeUps);
  }

  /** Whether this project's appenders started the thread. */
  boolean isOwn() {
    return name.equals(OWN_NAME);
  }
}
