package io.github.failoversyslog.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.ConfigurationFile;
import io.github.failoversyslog.faults.LaunchContext;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.Server;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Datagrams: only a closed port shows that a server is down. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class UdpIT extends ApplicationFixture {
  private final UdpTestServer primary = new UdpTestServer();
  private final UdpTestServer failover = new UdpTestServer();

  UdpIT(Framework framework) {
    super(framework);
  }

  @AfterEach
  void closeServers() {
    primary.close();
    failover.close();
  }

  private Application startWith(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("protocol", "udp");
    List<Server> servers =
        Stream.of(primary, failover).map(server -> new Server("127.0.0.1", server.port())).toList();
    return start(ConfigurationFile.write(folder, framework(), servers, all));
  }

  private Application startWithFailback(SyslogTestServer probed, String livenessProbeInterval) {
    return startWith(
        Map.of(
            "probePort",
            Integer.toString(probed.port()),
            "failback",
            "",
            "failback.tcpProbeInterval",
            "100 ms",
            "livenessProbeInterval",
            livenessProbeInterval));
  }

  private static void arrives(String text, UdpTestServer server) {
    Eventually.holds(() -> assertThat(server.texts()).contains(text));
  }

  /** Events logged until the closed port is detected are sent to both servers. */
  private static int logUntilFailover(Application application, String prefix) {
    int[] logged = {0};
    Eventually.until(
        "failover",
        () -> {
          application.info(prefix + logged[0]);
          logged[0]++;
          return application.statistics().failovers() == 1;
        });
    return logged[0];
  }

  @Test
  void sendsEachMessageInADatagramAsOneLine() {
    primary.open();
    Application application = startWith(Map.of());
    application.info("one\ntwo");
    application.info("three");
    arrives("three", primary);
    assertThat(primary.texts()).containsExactly("one\\ntwo", "three");
  }

  @Test
  void keepsLineFeedsInTheDatagramIfConfigured() {
    primary.open();
    Application application = startWith(Map.of("newlineEscape", "none"));
    String forged = "one\n<13>1 - forged - - - - two\r\nthree\000four\n";
    application.log(Level.INFO, forged, Map.of("key", "1\n2"));
    application.info("last");
    arrives("last", primary);
    assertThat(primary.texts())
        .containsExactly("one\n<13>1 - forged - - - - two\r\nthree#000four\n", "last");
    assertThat(primary.arrivals().get(0).message().structuredData())
        .isEqualTo(Map.of("mdc@32473", Map.of("key", "1\n2")));
  }

  @Test
  void truncatesMessagesLongerThanMaxMessageSize() {
    primary.open();
    Application application = startWith(Map.of());
    application.info("\u20ac".repeat(10_000));
    Eventually.until("it", () -> primary.arrivals().size() == 1);
    String raw = primary.arrivals().get(0).raw();
    assertThat(raw.getBytes(UTF_8).length).isBetween(8 * 1024 - 2, 8 * 1024);
    assertThat(raw).endsWith("\u20ac...[truncated]");
    assertThat(application.statistics().truncated()).isEqualTo(1);
  }

  @Test
  void deliversEveryMessageOfABurst() {
    primary.open();
    Application application = startWith(Map.of());
    int events = 2000;
    IntStream.range(0, events).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.holds(
        () ->
            assertThat(primary.texts())
                .containsExactlyElementsOf(
                    IntStream.range(0, events).mapToObj(SteadyFlow::text).toList()));
  }

  @Test
  void failsOverWhenThePortIsClosed() {
    primary.open();
    failover.open();
    Application application = startWith(Map.of());
    application.info("before");
    arrives("before", primary);
    primary.close();
    int logged = logUntilFailover(application, "after ");
    arrives("after " + (logged - 1), failover);
    Set<String> all =
        IntStream.range(0, logged).mapToObj(i -> "after " + i).collect(Collectors.toSet());
    assertThat(new HashSet<>(failover.texts())).as("nothing lost").containsAll(all);
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("lost (port unreachable); sending to"));
  }

  @Test
  void keepsMessagesWhileAllPortsAreClosed() {
    Application application =
        startWith(Map.of("reconnectDelay", "20 ms", "maxReconnectDelay", "20 ms"));
    application.info("kept");
    Eventually.until("rounds", () -> application.statistics().connectionsLost() > 6);
    primary.open();
    failover.open();
    Eventually.holds(
        () ->
            assertThat(Stream.concat(primary.texts().stream(), failover.texts().stream()))
                .contains("kept"));
  }

  @Test
  void failsBackWhenTheProbePortAnswersAndProbesEndBeforeTheSwitch() {
    SyslogTestServer probed = server("probed");
    failover.open();
    Application application = startWithFailback(probed, "60 s");
    int logged = logUntilFailover(application, "away ");
    arrives("away " + (logged - 1), failover);
    Eventually.until("a failed probe", () -> application.statistics().probesFailed() > 0);
    primary.open();
    probed.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    application.info("back");
    arrives("back", primary);
    Eventually.until("three probes that ended", () -> probed.probes().size() == 3);
    assertThat(probed.connections()).hasSize(3);
    assertThat(failover.texts()).doesNotContain("back");
  }

  @Test
  void stopsImmediatelyWhenNothingWasSentSinceTheFailback() {
    SyslogTestServer probed = server("probed").open();
    failover.open();
    Application application = startWithFailback(probed, "0");
    logUntilFailover(application, "away ");
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    long start = System.nanoTime();
    application.stop();
    assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("stopped; 0 events not sent"));
  }

  @Test
  void failsOverWhenTheHostHasNoAddressOfTheServersFamily() {
    failover.open();
    LaunchContext ipv4Only =
        new LaunchContext(
            "127.0.0.1", List.of("env", "JAVA_TOOL_OPTIONS=-Djava.net.preferIPv4Stack=true"));
    List<Server> servers =
        List.of(
            new Server("127.0.0.1", primary.port()),
            new Server("::1", primary.port()),
            new Server("127.0.0.1", failover.port()));
    URI configuration =
        ConfigurationFile.write(folder, framework(), servers, Map.of("protocol", "udp"));
    try (ApplicationProcess application =
        ApplicationProcess.start(ipv4Only, framework(), configuration, 0, 0, folder)) {
      application.log();
      Eventually.holds(() -> assertThat(failover.arrivals()).isNotEmpty());
      application.stop();
    }
  }

  @Test
  void failsOverWhenTheProbePortNoLongerAnswers() {
    SyslogTestServer probed = server("probed").open();
    primary.open();
    failover.open();
    Application application =
        startWith(
            Map.of(
                "probePort", Integer.toString(probed.port()), "livenessProbeInterval", "100 ms"));
    Eventually.until("two passed probes", () -> probed.probes().size() >= 2);
    probed.refuse();
    Eventually.until("failover", () -> application.statistics().failovers() > 0);
    Eventually.holds(
        () ->
            assertThat(application.statuses())
                .anyMatch(status -> status.contains("liveness check failed")));
  }

  @Test
  void stopsImmediately() {
    primary.open();
    Application application = startWith(Map.of("shutdownTimeout", "20 s"));
    application.info("last");
    long start = System.nanoTime();
    application.stop();
    assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    arrives("last", primary);
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
  }
}
