package io.github.failoversyslog.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the threads of a Linux process have used since they started, to the nanosecond; the JVM's
 * own figure counts in steps of 10 ms.
 */
record ProcessUsage(Map<String, ThreadUsage> threads) {

  /**
   * What was used in a period.
   *
   * @param cpuNanos of all threads that were alive at its end
   * @param ownCpuNanos of the threads of this project's appenders
   * @param ownWakeUps of the same threads
   */
  record Used(long cpuNanos, long ownCpuNanos, long ownWakeUps) {}

  static ProcessUsage of(long pid) {
    Map<String, ThreadUsage> threads = new HashMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        read(task, threads);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProcessUsage(threads);
  }

  private static void read(Path task, Map<String, ThreadUsage> threads) throws IOException {
    try {
      String schedstat = Files.readString(task.resolve("schedstat"));
      List<String> status = Files.readAllLines(task.resolve("status"));
      String comm = Files.readString(task.resolve("comm"));
      threads.put(task.getFileName().toString(), ThreadUsage.of(comm, schedstat, status));
    } catch (NoSuchFileException e) {
      // the thread has just ended
    }
  }

  /** Leaves out threads that have ended since. */
  Used since(ProcessUsage before) {
    long cpuNanos = 0;
    long ownCpuNanos = 0;
    long ownWakeUps = 0;
    for (Map.Entry<String, ThreadUsage> entry : threads.entrySet()) {
      ThreadUsage now = entry.getValue();
      ThreadUsage then =
          before.threads.getOrDefault(entry.getKey(), new ThreadUsage(now.name(), 0, 0));
      cpuNanos += now.cpuNanos() - then.cpuNanos();
      if (now.isOwn()) {
        ownCpuNanos += now.cpuNanos() - then.cpuNanos();
        ownWakeUps += now.wakeUps() - then.wakeUps();
      }
    }
    return new Used(cpuNanos, ownCpuNanos, ownWakeUps);
  }
}
