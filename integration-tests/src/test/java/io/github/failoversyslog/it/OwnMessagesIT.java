package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ConfigurationFile;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the appender tells the log servers about itself. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class OwnMessagesIT extends ApplicationFixture {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  OwnMessagesIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("facility", "local4");
    set("hostName", "web-1.example.net");
    set("processId", "4711");
    set("messageId", "ORDER");
  }

  private static String address(SyslogTestServer server) {
    return "127.0.0.1:" + server.port();
  }

  /** Waits for the first message of the appender's own and checks its header. */
  private static ReceivedMessage own(String what, SyslogTestServer server, Severity severity) {
    Eventually.until(what + " " + server, () -> !server.ownArrivals().isEmpty());
    ReceivedMessage message = server.ownArrivals().get(0).message();
    assertThat(message.facility()).isEqualTo(20);
    assertThat(message.severity()).isEqualTo(severity.ordinal());
    assertThat(message.host()).isEqualTo("web-1.example.net");
    assertThat(message.appName()).isEqualTo("shop");
    assertThat(message.procId()).isEqualTo("4711");
    assertThat(message.msgId()).isEqualTo("ORDER");
    return message;
  }

  @Test
  void tellTheServerInUseOfAFailoverAndOfTheFailback() {
    set("failback", "");
    set("failback.tcpProbeInterval", "100 ms");
    SyslogTestServer primary = server("primary").open();
    SyslogTestServer failover = server("failover1").open();
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    IntStream.range(0, 12).mapToObj(SteadyFlow::text).forEach(application::info);
    Eventually.until("all written", () -> application.statistics().sent() == 12);
    primary.crash();
    ReceivedMessage failedOver = own("failover", failover, Severity.NOTICE);
    String lost = address(primary) + " lost (connection reset)";
    assertThat(failedOver.structuredData())
        .isEqualTo(
            Map.of(
                "failover@32473",
                Map.of(
                    "from",
                    address(primary),
                    "to",
                    address(failover),
                    "reason",
                    lost,
                    "repeated",
                    "12")));
    assertThat(failedOver.text())
        .isEqualTo(
            "failover from %s to %s: %s; 12 messages sent again"
                .formatted(address(primary), address(failover), lost));

    primary.resumeReading();
    primary.open();
    ReceivedMessage failedBack = own("failback", primary, Severity.NOTICE);
    assertThat(failedBack.structuredData())
        .isEqualTo(
            Map.of(
                "failback@32473",
                Map.of(
                    "from",
                    address(failover),
                    "to",
                    address(primary),
                    "reason",
                    address(primary) + " recovered (3 of 3 consecutive probes passed)",
                    "repeated",
                    "0")));
    application.stop();
    assertThat(application.statistics().accepted()).as("with the two").isEqualTo(14);
    assertThat(failover.messages()).isEqualTo(12);
    assertThat(primary.ownArrivals()).hasSize(1);
    assertThat(failover.ownArrivals()).hasSize(1);
  }

  @Test
  void areNotSentIfTheyAreNotWanted() {
    set("reportChanges", "false");
    SyslogTestServer primary = server("primary").open();
    SyslogTestServer failover = server("failover1").open();
    Application application = start();
    application.info("before it");
    Eventually.until("before it " + primary, () -> primary.messages() == 1);
    primary.crash();
    Eventually.until("failover", () -> application.statistics().failovers() == 1);
    application.info("after it");
    Eventually.until("after it " + failover, () -> failover.texts().contains("after it"));
    application.stop();
    assertThat(failover.ownArrivals()).isEmpty();
    assertThat(application.statistics().accepted()).isEqualTo(2);
    assertThat(application.statuses()).anyMatch(status -> status.contains("connection reset"));
  }

  private void setHeartbeat() {
    set("heartbeatInterval", INTERVAL.toMillis() + " ms");
  }

  private static void arriveOnAnIdleConnection(Supplier<List<Arrival>> arrivals) {
    Eventually.until("3 heartbeats", () -> arrivals.get().size() >= 3);
    List<Arrival> heartbeats = arrivals.get();
    for (int i = 0; i < 3; i++) {
      ReceivedMessage message = heartbeats.get(i).message();
      assertThat(message.severity()).isEqualTo(Severity.INFORMATIONAL.ordinal());
      assertThat(message.text()).isEqualTo("heartbeat");
      String before = Integer.toString(1 + i); // the event, and the heartbeats before
      assertThat(message.structuredData())
          .isEqualTo(
              Map.of(
                  "counters@32473",
                  Map.of(
                      "accepted", before,
                      "sent", before,
                      "repeated", "0",
                      "discarded", "0",
                      "diverted", "0",
                      "unconfirmed", "0",
                      "failovers", "0")));
    }
    Duration between = Duration.ofNanos(heartbeats.get(2).atNanos() - heartbeats.get(0).atNanos());
    assertThat(between).isGreaterThan(INTERVAL); // two intervals, but one may arrive late
  }

  @Test
  void includeHeartbeatsOnAnIdleConnection() {
    setHeartbeat();
    SyslogTestServer primary = server("primary").open();
    Application application = start();
    application.info("the only one");
    arriveOnAnIdleConnection(primary::ownArrivals);
    own("heartbeat", primary, Severity.INFORMATIONAL);
    assertThat(primary.texts()).containsExactly("the only one");
    assertThat(primary.connections()).hasSize(1);
  }

  @Test
  void includeHeartbeatsOverRelp() {
    setHeartbeat();
    set("protocol", "relp");
    SyslogTestServer primary = server("primary", new RelpService()).open();
    start().info("the only one");
    arriveOnAnIdleConnection(primary::ownArrivals);
  }

  @Test
  void includeHeartbeatsOverUdp() {
    try (UdpTestServer server = new UdpTestServer().open()) {
      Map<String, String> settings =
          Map.of("protocol", "udp", "heartbeatInterval", INTERVAL.toMillis() + " ms");
      List<Server> servers = List.of(new Server("127.0.0.1", server.port()));
      start(ConfigurationFile.write(folder, framework(), servers, settings)).info("the only one");
      arriveOnAnIdleConnection(server::ownArrivals);
    }
  }
}
