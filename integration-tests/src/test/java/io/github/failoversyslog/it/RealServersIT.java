package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.daemon.DaemonProgram;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** syslog-ng and rsyslog receive messages, are killed and restarted. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class RealServersIT extends ApplicationFixture {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int EVENTS_A_PHASE = 500;

  @TempDir Path daemons;
  private final List<SyslogDaemon> running = new ArrayList<>();
  private int logged;

  RealServersIT(Framework framework) {
    super(framework);
    set("facility", "local4");
    set("hostName", "web-1.example.net");
    set("processId", "4711");
    set("messageId", "ORDER");
    set("reconnectDelay", "100 ms");
    set("failback", "");
    set("failback.tcpProbeInterval", "200 ms");
    set("failback.successfulProbesRequired", "2");
  }

  @AfterEach
  void stopDaemons() {
    running.forEach(SyslogDaemon::close);
  }

  @ParameterizedTest
  @CsvSource({
    "SYSLOG_NG, OCTET_COUNTING",
    "SYSLOG_NG, NEWLINE",
    "RSYSLOG, OCTET_COUNTING",
    "RSYSLOG, NEWLINE"
  })
  void everyMessageArrivesOnceAndWholeThroughKillsAndRestarts(
      DaemonProgram program, FramingMode framing) throws IOException {
    set("framing", framing.toString());
    set("resendWindow", "0"); // each phase has arrived before the kill: no repeats
    SyslogDaemon primary = daemon("primary", program, framing);
    SyslogDaemon failover = daemon("failover1", program.other(), framing);
    Application application =
        startWithFile(settings(), "", framework().timestampPattern() + "|%p|%m%n");

    log(application, primary, EVENTS_A_PHASE);
    primary.kill();
    log(application, failover, EVENTS_A_PHASE);
    primary.start();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    log(application, primary, 2 * EVENTS_A_PHASE);
    failover.kill();
    failover.start();
    primary.kill();
    log(application, failover, 2 * EVENTS_A_PHASE);
    application.stop();

    List<ReceivedMessage> expected = messagesOfFile();
    assertThat(expected).hasSize(4 * EVENTS_A_PHASE);
    assertReceived(primary, phases(expected, 0, 2));
    assertReceived(failover, phases(expected, 1, 3));
    assertToldOf("failover", failover);
    assertToldOf("failback", primary);
  }

  /** At least once; the second change within a minute is told when the connection is stable. */
  private static void assertToldOf(String change, SyslogDaemon daemon) {
    assertThat(daemon.ownReceived())
        .isNotEmpty()
        .allSatisfy(
            message -> {
              assertThat(message.severity()).isEqualTo(5);
              assertThat(message.text()).startsWith(change + " from 127.0.0.1:");
              assertThat(message.structuredData().get(change + "@32473"))
                  .containsOnlyKeys("from", "to", "reason", "repeated")
                  .containsEntry("to", "127.0.0.1:" + daemon.port());
            });
  }

  /** Returns the number of events logged until the application was stopped. */
  private static int flowWhileThePrimaryIsKilledAndReturns(
      Application application, SyslogDaemon primary, SyslogDaemon failover) throws Exception {
    SteadyFlow flow = SteadyFlow.start(application::info);
    primary.awaitReceived(2000, LIMIT);
    primary.kill();
    failover.awaitReceived(2000, LIMIT);
    primary.start();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    int flowedAtFailback = flow.logged();
    Eventually.until("more", () -> flow.logged() > flowedAtFailback + 500);
    int events = flow.stop();
    application.stop();
    return events;
  }

  @ParameterizedTest
  @EnumSource(DaemonProgram.class)
  void nothingIsLostWhenThePrimaryIsKilledUnderASteadyFlow(DaemonProgram program) throws Exception {
    FramingMode framing = FramingMode.OCTET_COUNTING;
    SyslogDaemon primary = daemon("primary", program, framing);
    SyslogDaemon failover = daemon("failover1", program.other(), framing);
    Application application =
        startWithFile(settings(), "", framework().timestampPattern() + "|%p|%m%n");
    int events = flowWhileThePrimaryIsKilledAndReturns(application, primary, failover);

    Set<String> missing =
        new HashSet<>(IntStream.range(0, events).mapToObj(SteadyFlow::text).toList());
    Eventually.holds(
        () -> {
          primary.received().forEach(message -> missing.remove(message.text()));
          failover.received().forEach(message -> missing.remove(message.text()));
          assertThat(missing).isEmpty();
        });
  }

  @Test
  void everyMessageArrivesOverRelpThroughKillsAndRestarts() throws Exception {
    set("protocol", "relp");
    SyslogDaemon primary = relpDaemon("primary");
    SyslogDaemon failover = relpDaemon("failover1");
    Application application =
        startWithFile(settings(), "", framework().timestampPattern() + "|%p|%m%n");
    log(application, primary, EVENTS_A_PHASE);
    int events = flowWhileThePrimaryIsKilledAndReturns(application, primary, failover);
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();

    Set<String> missing =
        new HashSet<>(IntStream.range(0, events).mapToObj(SteadyFlow::text).toList());
    primary.received().forEach(message -> missing.remove(message.text()));
    failover.received().forEach(message -> missing.remove(message.text()));
    assertThat(missing).isEmpty();
    assertThat(inUtc(primary).subList(0, EVENTS_A_PHASE))
        .isEqualTo(messagesOfFile().subList(0, EVENTS_A_PHASE));
  }

  @ParameterizedTest
  @EnumSource(DaemonProgram.class)
  void everyMessageArrivesInDatagramsThroughAKillAndARestart(DaemonProgram program)
      throws IOException {
    SyslogTestServer probed = server("probed"); // represents the primary's host
    set("probePort", Integer.toString(probed.port()));
    set("protocol", "udp");
    SyslogDaemon primary = daemon("primary", port -> program.udp(daemons.resolve("primary"), port));
    SyslogDaemon failover =
        daemon("failover1", port -> program.other().udp(daemons.resolve("other"), port));
    Application application =
        startWithFile(settings(), "", framework().timestampPattern() + "|%p|%m%n");
    log(application, primary, EVENTS_A_PHASE);
    assertReceived(primary, phase(messagesOfFile(), 0));

    primary.kill();
    Eventually.until(
        "loss seen",
        () -> {
          logOne(application);
          return application.statistics().failovers() == 1;
        });
    log(application, failover, EVENTS_A_PHASE);
    primary.start();
    probed.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    log(application, primary, 2 * EVENTS_A_PHASE);
    application.stop();

    Set<ReceivedMessage> missing = new HashSet<>(messagesOfFile());
    assertThat(missing).hasSizeGreaterThan(2 * EVENTS_A_PHASE);
    missing.removeAll(inUtc(primary));
    missing.removeAll(inUtc(failover));
    assertThat(missing).isEmpty();
  }

  private SyslogDaemon relpDaemon(String name) {
    return daemon(name, port -> Rsyslog.relp(daemons.resolve(name), port));
  }

  private SyslogDaemon daemon(String name, DaemonProgram program, FramingMode framing) {
    return daemon(name, port -> program.tcp(daemons.resolve(name), port, framing));
  }

  private SyslogDaemon daemon(String name, IntFunction<SyslogDaemon> maker) {
    int port = ServerPorts.choose();
    port(name, port);
    SyslogDaemon daemon = maker.apply(port);
    running.add(daemon);
    return daemon.start();
  }

  /**
   * Waits until the server is in use, logs, and waits until it has received this many messages in
   * total.
   */
  private void log(Application application, SyslogDaemon server, int expected) {
    Optional<Server> wanted = Optional.of(new Server("127.0.0.1", server.port()));
    Eventually.until(
        server + " in use", () -> application.statistics().currentServer().equals(wanted));
    for (int i = 0; i < EVENTS_A_PHASE; i++) {
      logOne(application);
    }
    server.awaitReceived(expected, LIMIT);
  }

  private void logOne(Application application) {
    Level[] levels = {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG};
    application.log(levels[logged % levels.length], text(logged), contextOf(logged));
    logged++;
  }

  private static String text(int number) {
    return "event " + number + " grüße \"" + "x".repeat(number % 100) + "\" ]";
  }

  private static Map<String, String> contextOf(int number) {
    return Map.of("order", "no. \"" + number + "\"]");
  }

  /** What a second appender, the framework's file appender, wrote for the same events. */
  private List<ReceivedMessage> messagesOfFile() throws IOException {
    List<ReceivedMessage> messages = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      String[] fields = line.split("\\|", 3);
      messages.add(
          new ReceivedMessage(
              20,
              severity(fields[1]),
              OffsetDateTime.parse(fields[0]),
              "web-1.example.net",
              "shop",
              "4711",
              "ORDER",
              Map.of("mdc@32473", contextOf(messages.size())),
              fields[2]));
    }
    return messages;
  }

  private static int severity(String level) {
    return switch (level) {
      case "ERROR" -> 3;
      case "WARN" -> 4;
      case "INFO" -> 6;
      default -> 7;
    };
  }

  private static List<ReceivedMessage> phases(List<ReceivedMessage> all, int first, int second) {
    List<ReceivedMessage> messages = new ArrayList<>(phase(all, first));
    messages.addAll(phase(all, second));
    return messages;
  }

  private static List<ReceivedMessage> phase(List<ReceivedMessage> all, int phase) {
    return all.subList(phase * EVENTS_A_PHASE, (phase + 1) * EVENTS_A_PHASE);
  }

  /** One by one, so that a failure shows only the first wrong message. */
  private static void assertReceived(SyslogDaemon server, List<ReceivedMessage> expected) {
    List<ReceivedMessage> received = inUtc(server);
    for (int i = 0; i < Math.min(expected.size(), received.size()); i++) {
      assertThat(received.get(i)).as("message %d of %s", i, server).isEqualTo(expected.get(i));
    }
    assertThat(received.size()).as("messages at %s", server).isEqualTo(expected.size());
  }

  private static List<ReceivedMessage> inUtc(SyslogDaemon daemon) {
    return daemon.received().stream().map(ReceivedMessage::inUtc).toList();
  }
}
