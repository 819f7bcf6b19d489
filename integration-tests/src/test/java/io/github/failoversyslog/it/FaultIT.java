package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.SyslogTestServer.OnConnect;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that accept connections but do not behave as a log server should. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class FaultIT extends ApplicationFixture {
  private static final Duration WRITE_TIMEOUT = Duration.ofMillis(500);
  private static final int ROUNDS = 5;

  private SyslogTestServer primary;
  private SyslogTestServer failover1;
  private SyslogTestServer failover2;

  FaultIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary").open();
    failover1 = server("failover1").open();
    failover2 = server("failover2").open();
  }

  @Test
  void failsOverWhenTheServerAcceptsAndCloses() {
    failsOverWhenTheServerBehavesLike(OnConnect.CLOSE);
  }

  @Test
  void failsOverWhenTheServerAcceptsAndResets() {
    failsOverWhenTheServerBehavesLike(OnConnect.RESET);
  }

  private void failsOverWhenTheServerBehavesLike(OnConnect welcome) {
    primary.onConnect(welcome);
    Application application = start();
    for (int i = 0; i < 100; i++) {
      application.info(SteadyFlow.text(i));
    }
    Eventually.holds(() -> assertThat(new HashSet<>(failover1.texts())).hasSize(100));
    assertThat(primary.connections()).hasSize(1);
    assertThat(failover2.connections()).isEmpty();
  }

  @Test
  void waitsBetweenRoundsWhenEveryServerAcceptsAndCloses() {
    List<SyslogTestServer> servers = List.of(primary, failover1, failover2);
    servers.forEach(server -> server.onConnect(OnConnect.CLOSE));
    Application application = start();
    application.info("kept");
    Eventually.until("rounds", () -> primary.connections().size() >= ROUNDS);
    List<ServerConnection> connections = primary.connections();
    long first = connections.get(0).openedAtNanos();
    long last = connections.get(ROUNDS - 1).openedAtNanos();
    // The waits are up to 100, 200, 400 and 800 ms: their sum is below this once in 25,000 runs.
    assertThat(Duration.ofNanos(last - first)).isGreaterThan(Duration.ofMillis(50));
    assertThat(List.of(failover1, failover2))
        .allSatisfy(
            server ->
                assertThat(server.connections())
                    .filteredOn(connection -> connection.openedAtNanos() - last < 0)
                    .hasSizeBetween(ROUNDS - 2, ROUNDS));
    servers.forEach(server -> server.onConnect(OnConnect.READ));
    Eventually.until(
        "kept", () -> servers.stream().anyMatch(server -> server.texts().contains("kept")));
  }

  @Test
  void failsOverWithoutBlockingTheCallerWhenTheServerStopsReading() throws Exception {
    set("writeTimeout", WRITE_TIMEOUT.toMillis() + " ms");
    Application application = start();
    application.info("before");
    Eventually.until("before " + primary, () -> primary.messages() == 1);
    primary.stopReading();
    String filling = "x".repeat(2000);
    SteadyFlow flow = SteadyFlow.start(text -> application.info(text + " " + filling));
    Eventually.until("failover", () -> !failover1.connections().isEmpty());
    Eventually.until("flow", () -> failover1.messages() > 1000);
    int events = flow.stop();
    String last = SteadyFlow.text(events - 1) + " " + filling;
    Eventually.until("the last one", () -> failover1.texts().contains(last));

    assertThat(application.statuses())
        .anyMatch(
            status -> status.contains("accepted no data for " + WRITE_TIMEOUT.toMillis() + " ms"));
    assertThat(Duration.ofNanos(flow.longestCallNanos())).isLessThan(WRITE_TIMEOUT.dividedBy(2));
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(failover1.texts())
        .containsSubsequence(
            IntStream.range(0, events).mapToObj(i -> SteadyFlow.text(i) + " " + filling).toList());
  }

  @Test
  void detectsThatTheServerHasClosedWhileIdle() {
    Application application = start();
    Eventually.until("connected", () -> application.statistics().connects() == 1);
    primary.finishConnections();
    Eventually.until("failover", () -> failover1.openConnections().size() == 1);
    Eventually.holds(
        () ->
            assertThat(application.statuses())
                .anyMatch(status -> status.contains("lost (closed by the server)")));
  }

  @Test
  void detectsThatTheServerHasResetWhileIdle() {
    Application application = start();
    Eventually.until("connected", () -> application.statistics().connects() == 1);
    primary.resetConnections();
    Eventually.until("failover", () -> failover1.openConnections().size() == 1);
    Eventually.holds(
        () ->
            assertThat(application.statuses())
                .anyMatch(status -> status.contains("lost (connection reset)")));
  }

  @Test
  void failsOverWhenTheServerNoLongerAnswersConnects() {
    set("livenessProbeInterval", "100 ms");
    Application application = start();
    Eventually.until("two passed probes", () -> primary.probes().size() >= 2);
    primary.stopReading();
    application.info("not read");
    Eventually.until("sent", () -> application.statistics().sent() == 1);
    primary.refuse();
    Eventually.until("not read " + failover1, () -> failover1.messages() == 1);
    assertThat(application.statuses()).anyMatch(status -> status.contains("liveness check failed"));
    assertThat(failover1.texts()).containsExactly("not read");
  }

  @Test
  void readsAndIgnoresWhatAServerSends() {
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    for (int i = 0; i < 100; i++) {
      primary.send("500 go away\r\n".repeat(1000)); // fails if the client does not read
    }
    application.info("still here");
    Eventually.until("still here", () -> primary.messages() == 1);
    assertThat(primary.connections()).hasSize(1);
  }

  @Test
  void repeatsWhatTheServerMayNotHaveReadBeforeAReset() {
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    for (int i = 0; i < 100; i++) {
      application.info(SteadyFlow.text(i));
    }
    Eventually.until("written", () -> application.statistics().sent() == 100);
    primary.crash();
    Set<String> all = Set.copyOf(IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList());
    Eventually.holds(() -> assertThat(failover1.texts()).containsAll(all));
    assertThat(failover1.texts()).hasSize(100);
  }
}
