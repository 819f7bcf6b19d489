package io.github.failoversyslog.bench;

import static io.github.failoversyslog.bench.Entrant.LIMIT;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_64MB;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_MONITORED;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_NO_RENEWALS;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_NO_WINDOW;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_NULL;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_OURS;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_RELP;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_RENEWALS;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_SOCKET;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_SOCKET_PATTERN;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_SPOOL;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_SYSLOG;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_SYSLOG_ASYNC;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_TLS;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_TLS_RECEIPTS;
import static io.github.failoversyslog.bench.Entrant.LOG4J2_TO_RSYSLOG;
import static io.github.failoversyslog.bench.Entrant.LOGBACK_LOGSTASH;
import static io.github.failoversyslog.bench.Entrant.LOGBACK_LOGSTASH_PATTERN;
import static io.github.failoversyslog.bench.Entrant.LOGBACK_MONITORED;
import static io.github.failoversyslog.bench.Entrant.LOGBACK_NULL;
import static io.github.failoversyslog.bench.Entrant.LOGBACK_OURS;
import static io.github.failoversyslog.bench.Entrant.SYSLOG_JAVA_CLIENT;

import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the measurements named by the arguments, or all of them, and prints their tables. The
 * arguments {@code rounds=}, {@code millis=} and others set the duration: see {@link Effort}.
 * {@code other=} is the class path of another build, for {@link CallerCost}.
 */
final class Bench {
  private static final int PORT = 24_600;
  private static final int NEXT_PORT = 24_610;
  private static final Path FOLDER = Path.of("target");
  private static final String OTHER_BUILD = "other="; // class path of its jars
  private static final List<Entrant> ALL =
      List.of(
          LOG4J2_OURS,
          LOG4J2_NULL,
          LOG4J2_SYSLOG,
          LOG4J2_SYSLOG_ASYNC,
          LOG4J2_SOCKET,
          LOG4J2_SOCKET_PATTERN,
          LOGBACK_OURS,
          LOGBACK_NULL,
          LOGBACK_LOGSTASH,
          LOGBACK_LOGSTASH_PATTERN,
          SYSLOG_JAVA_CLIENT,
          LIMIT);

  private final Effort effort;
  private final String otherBuild;
  private final Map<String, Section> sections = new LinkedHashMap<>();

  private Bench(Effort effort, String otherBuild) {
    this.effort = effort;
    this.otherBuild = otherBuild;
    add("throughput", "Events per second, and processor time", this::throughput);
    add("logstash", "Logback: both encoders of logstash-logback-encoder", this::encodersOfLogstash);
    add("safety", "What the resend window and the spool cost", this::safety);
    add("monitoring", "What JMX and Micrometer cost", this::monitoring);
    add("receipts", "What renewals and receipts cost", this::receipts);
    add("relp", "RELP and TCP to rsyslog", this::relp);
    add(
        "failover",
        "From SIGKILL of the server in use to the first byte at the next one",
        () ->
            new FailoverTime(PORT, NEXT_PORT)
                .measure(() -> Log4j2Contender.of("log4j2-two-servers.xml"), 20_000));
    add(
        "caller",
        "Time of a call of the logger, whatever the servers do",
        () ->
            new CallerTime(PORT, NEXT_PORT)
                .measure(() -> Log4j2Contender.of("log4j2-two-servers.xml")));
    add("paced", "Time of a call of the logger, compared", this::paced);
    add(
        "rates",
        "Own processor time and wake-ups at steady rates",
        () -> withServer(new Rates(effort)::measure));
    add(
        "idle",
        "Wake-ups and processor time of idle appenders",
        () -> withServer(new IdleUsage(effort)::measure));
    add("cost", "Processor time of the caller", this::callerCost);
    add("latency", "From the log call to the server's read", this::latency);
    add("catchup", "Catch-up after an outage", new CatchUp(PORT, effort)::measure);
    add("loss", "What is lost, at 20,000 events/s", LossOfAppenders::measure);
    add("encoder", "The encoder alone", new Functions(effort)::encoder);
    add("allocation", "Bytes allocated", () -> withServer(new Functions(effort)::allocation));
    add("stages", "Where the time goes", () -> withServer(new Functions(effort)::stages));
    add("start", "Start of the appender", new StartTime(effort)::measure);
    add(
        "memory",
        "Resident memory",
        () ->
            withServer(
                () ->
                    new IdleMemory(effort)
                        .compare(Map.of(LOG4J2_OURS, LOG4J2_NULL, LOGBACK_OURS, LOGBACK_NULL))));
    add("virtual", "Virtual threads", this::virtualThreads);
    add("growth", "How cost grows", this::growth);
  }

  private record Section(String title, Measurement measurement) {}

  /** Returns Markdown tables. */
  private interface Measurement {
    List<String> run() throws IOException, InterruptedException;
  }

  private void add(String name, String title, Measurement measurement) {
    sections.put(name, new Section(title, measurement));
  }

  /**
   * Prints each result when it is available, and finally writes the tables to {@code
   * target/benchmarks.md}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.setProperty("bench.port", Integer.toString(PORT));
    System.setProperty("bench.nextPort", Integer.toString(NEXT_PORT));
    List<String> names = new ArrayList<>(List.of(args));
    names.removeIf(arg -> Effort.isPartOf(arg) || arg.startsWith(OTHER_BUILD));
    String otherBuild =
        List.of(args).stream()
            .filter(arg -> arg.startsWith(OTHER_BUILD))
            .map(arg -> arg.substring(OTHER_BUILD.length()))
            .findFirst()
            .orElse("");
    Files.write(
        Files.createDirectories(FOLDER).resolve("benchmarks.md"),
        new Bench(Effort.of(List.of(args)), otherBuild).report(names));
  }

  private List<String> report(List<String> names) throws IOException, InterruptedException {
    if (!sections.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "unknown measurement among " + names + "; expected some of " + sections.keySet());
    }
    List<String> report = new ArrayList<>();
    for (String name : names.isEmpty() ? sections.keySet() : names) {
      Section section = sections.get(name);
      System.out.println("--- " + name);
      report.addAll(List.of("", "## " + section.title, ""));
      report.addAll(section.measurement.run());
    }
    report.forEach(System.out::println);
    return report;
  }

  private static List<String> withServer(Measurement measurement)
      throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.start(PORT);
    try {
      return measurement.run();
    } finally {
      server.close();
    }
  }

  private List<String> throughput() {
    List<Entrant> log4j2Peers =
        List.of(
            LOG4J2_NULL, LOG4J2_SYSLOG, LOG4J2_SYSLOG_ASYNC, LOG4J2_SOCKET, LOG4J2_SOCKET_PATTERN);
    List<Entrant> logbackPeers = List.of(LOGBACK_NULL, LOGBACK_LOGSTASH, LOGBACK_LOGSTASH_PATTERN);
    return throughput(ALL, Map.of(LOG4J2_OURS, log4j2Peers, LOGBACK_OURS, logbackPeers));
  }

  private List<String> encodersOfLogstash() {
    List<Entrant> peers = List.of(LOGBACK_LOGSTASH, LOGBACK_LOGSTASH_PATTERN);
    return throughput(
        List.of(LOGBACK_OURS, LOGBACK_LOGSTASH, LOGBACK_LOGSTASH_PATTERN),
        Map.of(LOGBACK_OURS, peers));
  }

  private List<String> throughput(
      List<Entrant> entrants, Map<Entrant, List<Entrant>> comparedWith) {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server::frames, effort)
          .compare(List.of(1, 2, 8), entrants, comparedWith);
    }
  }

  private List<String> safety() throws IOException {
    Path spool = Files.createTempDirectory("bench").resolve("spool");
    System.setProperty("bench.spool", spool.toString());
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server::frames, effort)
          .compare(
              List.of(1),
              List.of(LOG4J2_NO_WINDOW, LOG4J2_64MB, LOG4J2_SPOOL),
              Map.of(LOG4J2_64MB, List.of(LOG4J2_NO_WINDOW), LOG4J2_SPOOL, List.of(LOG4J2_64MB)));
    }
  }

  /** Logs texts: Log4j2 formats parameters at one of two speeds, whatever the appender does. */
  private List<String> monitoring() {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Throughput(server::frames, effort)
          .ofTexts(100)
          .compare(
              List.of(1),
              List.of(LOG4J2_64MB, LOG4J2_MONITORED, LOGBACK_OURS, LOGBACK_MONITORED),
              Map.of(
                  LOG4J2_MONITORED,
                  List.of(LOG4J2_64MB),
                  LOGBACK_MONITORED,
                  List.of(LOGBACK_OURS)));
    }
  }

  private List<String> receipts() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    CertificateAuthority authority = new CertificateAuthority("bench authority");
    System.setProperty("bench.tlsCaFile", authority.writeTo(folder.resolve("ca.pem")).toString());
    Path keyStore = authority.issue("127.0.0.1").writeKeyStore(folder.resolve("server.p12"));
    List<Entrant> entrants =
        List.of(LOG4J2_NO_RENEWALS, LOG4J2_RENEWALS, LOG4J2_TLS, LOG4J2_TLS_RECEIPTS);
    try (ServerProcess tcp = ServerProcess.start(PORT);
        ServerProcess tls = ServerProcess.startEncrypted(NEXT_PORT, keyStore)) {
      List<String> lines =
          new ArrayList<>(
              new Throughput(() -> tcp.frames() + tls.frames(), effort)
                  .compare(
                      List.of(1),
                      entrants,
                      Map.of(
                          LOG4J2_RENEWALS,
                          List.of(LOG4J2_NO_RENEWALS),
                          LOG4J2_TLS_RECEIPTS,
                          List.of(LOG4J2_TLS))));
      lines.addAll(new PacedCalls(effort).compare(entrants));
      return lines;
    }
  }

  private List<String> relp() throws IOException {
    Path folder = Files.createTempDirectory("bench");
    try (SyslogDaemon tcp = Rsyslog.tcp(folder.resolve("tcp"), PORT).start();
        SyslogDaemon relp = Rsyslog.relp(folder.resolve("relp"), NEXT_PORT).start()) {
      return new Throughput(() -> tcp.receivedLines() + relp.receivedLines(), effort)
          .compare(
              List.of(1),
              List.of(LOG4J2_TO_RSYSLOG, LOG4J2_RELP),
              Map.of(LOG4J2_RELP, List.of(LOG4J2_TO_RSYSLOG)));
    }
  }

  private List<String> paced() throws IOException, InterruptedException {
    List<Entrant> entrants = ALL.stream().filter(entrant -> entrant != LIMIT).toList();
    return withServer(() -> new PacedCalls(effort).compare(entrants));
  }

  private List<String> callerCost() {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new CallerCost(server, effort).measure(otherBuild);
    }
  }

  private List<String> latency() throws InterruptedException {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Latency(server, effort).measure();
    }
  }

  private List<String> virtualThreads() throws IOException {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new VirtualThreads(server::frames, effort).compare(List.of(LOG4J2_OURS, LOG4J2_NULL));
    }
  }

  private List<String> growth() throws IOException {
    try (ServerProcess server = ServerProcess.start(PORT)) {
      return new Growth(server::frames, effort).measure(FOLDER.resolve("benchmarks.svg"));
    }
  }
}
