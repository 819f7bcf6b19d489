package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.ServerConnection.EndedBy;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With failback, an unused primary is probed and used again once it has recovered. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class FailbackIT extends ApplicationFixture {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  private SyslogTestServer primary;
  private SyslogTestServer failover1;
  private SyslogTestServer failover2;

  FailbackIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("failback", "");
    set("failback.tcpProbeInterval", PROBE_INTERVAL.toMillis() + " ms");
    set("failback.successfulProbesRequired", "3");
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary");
    failover1 = server("failover1").open();
    failover2 = server("failover2").open();
  }

  @Test
  void sendsOnTheConnectionOfTheThirdPassedProbe() {
    primary.open();
    Application application = start();
    application.info("one");
    Eventually.until("one " + primary, () -> primary.messages() == 1);
    primary.crash();
    Eventually.until("failover", () -> !failover1.openConnections().isEmpty());
    Eventually.until("a failed probe", () -> application.statistics().probesFailed() > 0);
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    application.info("two");
    Eventually.until("two " + primary, () -> primary.messages() == 2);

    List<ServerConnection> connections = primary.connections();
    assertThat(connections).hasSize(4); // the first, two probes, and that of the third probe
    assertThat(primary.probes()).containsExactly(connections.get(1), connections.get(2));
    assertThat(connections.get(3).isOpen()).isTrue();
    assertThat(primary.arrivals().get(1).connection()).isEqualTo(connections.get(3).number());
    assertThat(primary.texts()).containsExactly("one", "two");
    for (int i = 2; i < 4; i++) {
      long nanos = connections.get(i).openedAtNanos() - connections.get(i - 1).openedAtNanos();
      assertThat(Duration.ofNanos(nanos)).isCloseTo(PROBE_INTERVAL, Duration.ofMillis(150));
    }
    assertThat(failover2.connections()).isEmpty();
    assertThat(application.statuses()).anyMatch(status -> status.contains("(1 of 3)"));
    assertThat(application.warnings())
        .as("the failover and its end")
        .anyMatch(status -> status.contains("lost ("))
        .anyMatch(status -> status.contains("recovered (3 of 3 "));
  }

  @Test
  void restartsTheProbeCountAfterAFailedProbe() {
    Application application = start();
    Eventually.until("failover", () -> !failover1.openConnections().isEmpty());
    primary.refuseAfter(2);
    primary.open();
    Eventually.until("two probes", () -> primary.probes().size() == 2);
    long failedBefore = application.statistics().probesFailed();
    Eventually.until(
        "a failed probe", () -> application.statistics().probesFailed() > failedBefore);
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    Eventually.until("known to the primary", () -> primary.openConnections().size() == 1);
    assertThat(primary.probes()).hasSize(4);
    assertThat(primary.connections()).hasSize(5);
    assertThat(primary.openConnections()).containsExactly(primary.connections().get(4));
  }

  /**
   * Stops the application after the old connection's server has the first of these events, and the
   * primary the rest.
   *
   * @return the old connection
   */
  private ServerConnection allArriveInOrder(Application application, List<String> texts) {
    Eventually.until(
        "all " + primary + failover1,
        () -> primary.messages() + failover1.messages() >= texts.size());
    application.stop();
    assertThat(Stream.of(failover1, primary).flatMap(server -> server.texts().stream()))
        .containsExactlyElementsOf(texts);
    ServerConnection old = failover1.connections().get(0);
    Eventually.until("end of " + old, () -> !old.isOpen());
    assertThat(old.ending()).isEqualTo(EndedBy.CLOSED_BY_CLIENT);
    assertThat(old.incompleteBytes()).isZero();
    return old;
  }

  @Test
  void drainsTheOldConnectionSoThatNothingIsLostOrRepeatedUnderASteadyFlow() throws Exception {
    Application application = start();
    Eventually.until("failover", () -> !failover1.openConnections().isEmpty());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("flow", () -> failover1.messages() > 100);
    primary.open();
    Eventually.until("flow at the primary", () -> primary.messages() > 100);
    int events = flow.stop();
    allArriveInOrder(application, IntStream.range(0, events).mapToObj(SteadyFlow::text).toList());
    assertThat(application.statistics().repeated()).isZero();
  }

  @Test
  void finishesAPartiallyWrittenBatchOnTheOldConnection() {
    Application application = start();
    Eventually.until("failover", () -> !failover1.openConnections().isEmpty());
    failover1.stopReading();
    String filling = "x".repeat(2000);
    List<String> texts =
        IntStream.range(0, 1000).mapToObj(i -> SteadyFlow.text(i) + filling).toList();
    texts.forEach(application::info);
    Eventually.until("some written", () -> application.statistics().sent() > 0);
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    Eventually.until("rest at the primary", () -> primary.messages() > 0);
    failover1.resumeReading();
    ServerConnection old = allArriveInOrder(application, texts);
    assertThat(old.messages()).isPositive();
  }

  @Test
  void sendsEventsUnreadByTheOldServerToThePrimaryWhenTheOldConnectionIsLost() {
    Application application = failBackFromAServerThatReadsNothing();
    failover1.resetConnections();
    assertEverythingArrivesAtThePrimary();
    assertThat(application.statistics().repeated()).isPositive();
  }

  @Test
  void sendsEventsUnconfirmedByTheOldServerWithinTheCloseTimeoutToThePrimary() {
    set("closeTimeout", "300 ms");
    Application application = failBackFromAServerThatReadsNothing();
    assertEverythingArrivesAtThePrimary();
    assertThat(application.statistics().repeated()).isPositive();
  }

  /**
   * Returns when the events have been written to the old connection, at least to the kernel's
   * buffers.
   */
  private Application failBackFromAServerThatReadsNothing() {
    Application application = start();
    Eventually.until("failover", () -> !failover1.openConnections().isEmpty());
    failover1.stopReading();
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("all written", () -> application.statistics().sent() == 100);
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    assertThat(failover1.messages()).isZero();
    return application;
  }

  private void assertEverythingArrivesAtThePrimary() {
    Eventually.holds(
        () ->
            assertThat(primary.texts())
                .containsExactlyElementsOf(
                    IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList()));
  }

  @Test
  void failsOverFromTheLastFailoverServerToTheFirstInsteadOfThePrimary() {
    Duration stableAfter = Duration.ofMillis(50);
    set("stableAfter", stableAfter.toMillis() + " ms");
    Application application = start();
    ServerConnection first = stableConnection(failover1, 1, stableAfter);
    failover1.finishConnections();
    ServerConnection second = stableConnection(failover2, 1, stableAfter);
    failover2.finishConnections();
    ServerConnection firstAgain = stableConnection(failover1, 2, stableAfter);
    application.info("there");
    Eventually.until("there " + failover1, () -> failover1.messages() == 1);
    assertThat(firstAgain.messages()).isEqualTo(1);
    assertThat(List.of(first, second)).noneMatch(ServerConnection::isOpen);
    assertThat(application.statistics().failbacks()).isZero();
    assertThat(application.statistics().connectFailures())
        .as("only the first try of the primary, at the start")
        .isEqualTo(1);
  }

  @Test
  void triesThePrimaryWithoutProbesWhenEveryFailoverServerIsDown() {
    primary.open();
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    failover1.refuse();
    failover2.refuse();
    primary.resetConnections();
    application.info("shaky");
    Eventually.until("shaky " + primary, () -> primary.messages() == 1);
    assertThat(primary.connections()).hasSize(2);
    assertThat(application.statistics().probesPassed()).isZero();
  }

  /**
   * Waits until the server's connection with this number is established and has lasted this long.
   */
  private static ServerConnection stableConnection(
      SyslogTestServer server, int number, Duration age) {
    Eventually.until("connection", () -> server.connections().size() == number);
    ServerConnection connection = server.connections().get(number - 1);
    long stableAt = connection.openedAtNanos() + 2 * age.toNanos();
    Eventually.until("stable", () -> System.nanoTime() > stableAt);
    return connection;
  }

  @Test
  void losesNothingWhenThePrimaryResetsWithinAMessage() throws Exception {
    primary.cutAfter(20_000);
    primary.open();
    Application application = start();
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("flow at the failover server", () -> failover1.messages() > 1000);
    int events = flow.stop();
    Eventually.until("all", () -> failover1.texts().contains(SteadyFlow.text(events - 1)));

    assertThat(primary.connections().get(0).ending()).isEqualTo(EndedBy.RESET_BY_SERVER);
    List<String> received = new ArrayList<>(primary.texts());
    received.removeAll(failover1.texts()); // repeats are allowed: what was read is unknown
    received.addAll(failover1.texts());
    assertThat(received)
        .containsExactlyElementsOf(IntStream.range(0, events).mapToObj(SteadyFlow::text).toList());
  }
}
