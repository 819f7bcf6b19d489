package io.github.failoversyslog.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Resources that this process holds.
 *
 * @param threads names of all threads
 * @param files open file descriptors, including sockets
 * @param heapBytes heap in use after a garbage collection
 * @param directBytes total of all direct and mapped buffers
 */
public record ResourceUsage(List<String> threads, long files, long heapBytes, long directBytes) {

  public static ResourceUsage taken() {
    System.gc();
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new ResourceUsage(
        threadNames(),
        system.getOpenFileDescriptorCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct);
  }

  /** Excludes the JVM's process reaper threads, which end some time after their child process. */
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
