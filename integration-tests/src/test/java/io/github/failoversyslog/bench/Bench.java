package io.github.failoversyslog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the measurements named by the arguments (throughput, failover, caller), or all, and prints
 * their tables.
 */
final class Bench {
  private static final int PORT = 24_600;
  private static final int NEXT_PORT = 24_610;
  private static final String OURS_LOG4J2 = "failover-syslog, Log4j2";
  private static final String OURS_LOGBACK = "failover-syslog, Logback";
  private static final String SYSLOG = "Log4j2's own Syslog appender, TCP";
  private static final String LOGSTASH = "logstash-logback-encoder, TCP";

  private Bench() {}

  /**
   * Prints what it measures as it goes, and writes the tables to the file {@code
   * target/benchmarks.md} at the end.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Set<String> wanted =
        args.length == 0 ? Set.of("throughput", "failover", "caller") : Set.of(args);
    System.setProperty("bench.port", Integer.toString(PORT));
    System.setProperty("bench.nextPort", Integer.toString(NEXT_PORT));
    List<String> report = new ArrayList<>();
    if (wanted.contains("throughput")) {
      report.addAll(section("Events per second", throughput()));
    }
    if (wanted.contains("failover")) {
      report.addAll(
          section(
              "From SIGKILL of the server in use to the first byte at the next one",
              new FailoverTime(PORT, NEXT_PORT)
                  .measure(
                      () -> new Log4j2Contender(OURS_LOG4J2, "log4j2-two-servers.xml"), 20_000)));
    }
    if (wanted.contains("caller")) {
      report.addAll(
          section(
              "Time of a call of the logger",
              new CallerTime(PORT, NEXT_PORT)
                  .measure(() -> new Log4j2Contender(OURS_LOG4J2, "log4j2-two-servers.xml"))));
    }
    report.forEach(System.out::println);
    Files.write(Files.createDirectories(Path.of("target")).resolve("benchmarks.md"), report);
  }

  private static List<String> throughput() {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server)
          .compare(
              List.of(
                  () -> new Log4j2Contender(OURS_LOG4J2, "log4j2-ours.xml"),
                  () -> new Log4j2Contender(SYSLOG, "log4j2-syslog.xml"),
                  () -> new LogbackContender(OURS_LOGBACK, "logback-ours.xml"),
                  () -> new LogbackContender(LOGSTASH, "logback-logstash.xml")),
              Map.of(OURS_LOG4J2, SYSLOG, OURS_LOGBACK, LOGSTASH));
    }
  }

  private static List<String> section(String title, List<String> table) {
    List<String> lines = new ArrayList<>(List.of("", "## " + title, ""));
    lines.addAll(table);
    return lines;
  }
}
