package io.github.failoversyslog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Memory of a process that has logged a little and does nothing now. */
final class IdleMemory {
  private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx64m");
  private static final int EVENTS_PER_SECOND = 1_000;
  private static final long LOGGING_MILLIS = 1_000;
  private static final long IDLE_MILLIS = 1_500;

  private final Effort effort;

  IdleMemory(Effort effort) {
    this.effort = effort;
  }

  /**
   * A table in Markdown.
   *
   * @param without the same application with an appender that does nothing, for each entrant
   */
  List<String> compare(Map<Entrant, Entrant> without) throws IOException, InterruptedException {
    Map<Entrant, Samples> resident = new EnumMap<>(Entrant.class);
    for (int round = 0; round < effort.rounds(); round++) {
      for (Map.Entry<Entrant, Entrant> pair : without.entrySet()) {
        for (Entrant entrant : List.of(pair.getKey(), pair.getValue())) {
          resident.computeIfAbsent(entrant, key -> new Samples()).add(residentBytes(entrant));
        }
      }
    }
    Table table = new Table("idle", "resident, median", "least", "most", "above the other");
    resident.forEach(
        (entrant, its) ->
            table.row(
                entrant.title(),
                Table.megabytes(its.median()),
                Table.megabytes(its.least()),
                Table.megabytes(its.most()),
                without.containsKey(entrant)
                    ? Table.megabytes(its.median() - resident.get(without.get(entrant)).median())
                    : ""));
    return table.lines();
  }

  private static long residentBytes(Entrant entrant) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    try (SenderProcess sender = SenderProcess.start(entrant, 1, java, JVM_OPTIONS)) {
      sender.pace(EVENTS_PER_SECOND, LOGGING_MILLIS);
      Thread.sleep(IDLE_MILLIS); // a measurement takes its time; nothing is asserted
      return vmRssBytes(Files.readAllLines(Path.of("/proc", sender.pid() + "", "status")));
    }
  }

  /**
   * @param status the file of Linux: {@code VmRSS: 12345 kB} among others
   */
  static long vmRssBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
