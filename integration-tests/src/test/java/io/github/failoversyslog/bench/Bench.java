package io.github.failoversyslog.bench;

import io.github.failoversyslog.it.Rsyslog;
import io.github.failoversyslog.it.SyslogDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the measurements named by the arguments (throughput, safety, relp, failover, caller, loss),
 * or all, and prints their tables.
 */
final class Bench {
  private static final int PORT = 24_600;
  private static final int NEXT_PORT = 24_610;
  private static final String OURS_LOG4J2 = "failover-syslog, Log4j2";
  private static final String OURS_LOGBACK = "failover-syslog, Logback";
  private static final String SYSLOG = "Log4j2's own Syslog appender, TCP";
  private static final String LOGSTASH = "logstash-logback-encoder, TCP";

  private static final String NO_WINDOW = "without a resend window";
  private static final String SPOOL = "failover-syslog, Log4j2, spool";
  private static final String TO_RSYSLOG = "failover-syslog, Log4j2, TCP to rsyslog";
  private static final String RELP = "failover-syslog, Log4j2, RELP to rsyslog";

  private Bench() {}

  /**
   * Prints what it measures as it goes, and writes the tables to the file {@code
   * target/benchmarks.md} at the end.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Set<String> wanted =
        args.length == 0
            ? Set.of("throughput", "safety", "relp", "failover", "caller", "loss")
            : Set.of(args);
    System.setProperty("bench.port", Integer.toString(PORT));
    System.setProperty("bench.nextPort", Integer.toString(NEXT_PORT));
    List<String> report = new ArrayList<>();
    if (wanted.contains("throughput")) {
      report.addAll(section("Events per second", throughput()));
    }
    if (wanted.contains("safety")) {
      report.addAll(section("What the resend window and the spool cost", safety()));
    }
    if (wanted.contains("relp")) {
      report.addAll(section("RELP and TCP to rsyslog", relp()));
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
    if (wanted.contains("loss")) {
      report.addAll(section("What is lost, at 20,000 events/s", LossOfAppenders.measure()));
    }
    report.forEach(System.out::println);
    Files.write(Files.createDirectories(Path.of("target")).resolve("benchmarks.md"), report);
  }

  private static List<String> throughput() {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server::frames)
          .compare(
              List.of(
                  () -> new Log4j2Contender(OURS_LOG4J2, "log4j2-ours.xml"),
                  () -> new Log4j2Contender(SYSLOG, "log4j2-syslog.xml"),
                  () -> new LogbackContender(OURS_LOGBACK, "logback-ours.xml"),
                  () -> new LogbackContender(LOGSTASH, "logback-logstash.xml")),
              Map.of(OURS_LOG4J2, SYSLOG, OURS_LOGBACK, LOGSTASH));
    }
  }

  private static List<String> safety() throws IOException {
    Path spool = Files.createTempDirectory("bench").resolve("spool");
    System.setProperty("bench.spool", spool.toString());
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server::frames)
          .compare(
              List.of(
                  () -> new Log4j2Contender(NO_WINDOW, "log4j2-ours-no-window.xml"),
                  () -> new Log4j2Contender(OURS_LOG4J2, "log4j2-ours-64mb.xml"),
                  () -> new Log4j2Contender(SPOOL, "log4j2-ours-spool.xml")),
              Map.of(OURS_LOG4J2, NO_WINDOW, SPOOL, OURS_LOG4J2));
    }
  }

  private static List<String> relp() throws IOException {
    Path folder = Files.createTempDirectory("bench");
    try (SyslogDaemon tcp = Rsyslog.tcp(folder.resolve("tcp"), PORT).start();
        SyslogDaemon relp = Rsyslog.relp(folder.resolve("relp"), NEXT_PORT).start()) {
      return new Throughput(() -> tcp.receivedLines() + relp.receivedLines())
          .compare(
              List.of(
                  () -> new Log4j2Contender(TO_RSYSLOG, "log4j2-ours.xml"),
                  () -> new Log4j2Contender(RELP, "log4j2-ours-relp.xml")),
              Map.of(RELP, TO_RSYSLOG));
    }
  }

  private static List<String> section(String title, List<String> table) {
    List<String> lines = new ArrayList<>(List.of("", "## " + title, ""));
    lines.addAll(table);
    return lines;
  }
}
