package io.github.failoversyslog.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What this process holds.
 *
 * @param threads their names
 * @param files open files, sockets among them
 * @param heapBytes in use after a collection
 * @param directBytes of all direct and mapped buffers
 */
public record Footprint(List<String> threads, long files, long heapBytes, long directBytes) {

  public static Footprint taken() {
    System.gc();
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new Footprint(
        threadNames(),
        system.getOpenFileDescriptorCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct);
  }

  /** Without the threads by which the JVM waits for child processes, which end some time later. */
  private static List<String> threadNames() {
    var threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .map(thread -> thread.getThreadName())
        .filter(name -> !name.startsWith("process reaper"))
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d threads, %d files, heap %.1f MB, direct %.1f MB",
        threads.size(),
        files,
        heapBytes / 1e6,
        directBytes / 1e6);
  }
}
