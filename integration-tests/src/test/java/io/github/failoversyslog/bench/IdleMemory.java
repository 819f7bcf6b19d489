package io.github.failoversyslog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Memory of a process that has logged a little and is now idle. Measured twice: with the JVM's
 * defaults, where garbage has touched the heap and the optimizing compiler keeps its working
 * memory; and without these two effects, which leaves the memory of the appender itself.
 */
final class IdleMemory {
  private static final List<String> AS_IT_STARTS = List.of("-XX:+UseSerialGC", "-Xmx64m");
  private static final List<String> WITHOUT_THE_JVMS_SHARE =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms64m",
          "-Xmx64m",
          "-XX:+AlwaysPreTouch",
          "-XX:TieredStopAtLevel=1");
  private static final int EVENTS_PER_SECOND = 1_000;
  private static final long LOGGING_MILLIS = 1_000;
  private static final long IDLE_MILLIS = 1_500;

  private final Effort effort;

  IdleMemory(Effort effort) {
    this.effort = effort;
  }

  /**
   * Returns a Markdown table.
   *
   * @param without for each entrant, the same application with an appender that does nothing
   */
  List<String> compare(Map<Entrant, Entrant> without) throws IOException, InterruptedException {
    Table table =
        new Table("idle", "resident, median", "least", "most", "above the other", "heap in use");
    addRows(table, "", without, AS_IT_STARTS);
    addRows(table, ", heap touched, no C2", without, WITHOUT_THE_JVMS_SHARE);
    return table.lines();
  }

  private void addRows(
      Table table, String variant, Map<Entrant, Entrant> without, List<String> jvmOptions)
      throws IOException, InterruptedException {
    Map<Entrant, Samples> resident = new EnumMap<>(Entrant.class);
    Map<Entrant, Samples> heap = new EnumMap<>(Entrant.class);
    for (int round = 0; round < effort.rounds(); round++) {
      for (Map.Entry<Entrant, Entrant> pair : without.entrySet()) {
        for (Entrant entrant : List.of(pair.getKey(), pair.getValue())) {
          Held held = held(entrant, jvmOptions);
          resident.computeIfAbsent(entrant, key -> new Samples()).add(held.residentBytes);
          heap.computeIfAbsent(entrant, key -> new Samples()).add(held.heapBytes);
        }
      }
    }
    resident.forEach(
        (entrant, memory) ->
            table.row(
                entrant.title() + variant,
                Table.megabytes(memory.median()),
                Table.megabytes(memory.least()),
                Table.megabytes(memory.most()),
                without.containsKey(entrant)
                    ? Table.megabytes(memory.median() - resident.get(without.get(entrant)).median())
                    : "",
                Table.megabytes(heap.get(entrant).median())));
  }

  private record Held(long residentBytes, long heapBytes) {}

  private static Held held(Entrant entrant, List<String> jvmOptions)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    try (SenderProcess sender = SenderProcess.start(entrant, 1, java, jvmOptions)) {
      sender.pace(EVENTS_PER_SECOND, LOGGING_MILLIS);
      Thread.sleep(IDLE_MILLIS); // the measurement period; nothing is asserted
      long residentBytes =
          vmRssBytes(Files.readAllLines(Path.of("/proc", sender.pid() + "", "status")));
      return new Held(residentBytes, sender.heapBytes());
    }
  }

  /**
   * @param status lines of {@code /proc/PID/status}, including {@code VmRSS: 12345 kB}
   */
  static long vmRssBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
