package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stopping the application waits as long as useful, but never beyond the timeout. */
@Tag("logback-versions")
@EachFramework
class StopIT extends ApplicationFixture {
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(500);
  private static final Duration LONGER_THAN_WITHOUT_A_SERVER = Duration.ofMillis(700);

  private SyslogTestServer primary;
  private SyslogTestServer failover1;

  StopIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary");
    failover1 = server("failover1");
    server("failover2");
  }

  @Test
  void deliversBufferedEvents() throws Exception {
    primary.open();
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    String filling = " " + "x".repeat(2000);
    IntStream.range(0, 2000).forEach(i -> application.info(SteadyFlow.text(i) + filling));
    Eventually.until("kernel full", () -> application.statistics().sent() > 0);
    assertThat(application.statistics().bytesWaiting()).isPositive();
    Thread stopping = new Thread(application::stop);
    stopping.start();
    Eventually.until("it waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    primary.resumeReading();
    stopping.join();
    assertThat(primary.texts())
        .containsExactlyElementsOf(
            IntStream.range(0, 2000).mapToObj(i -> SteadyFlow.text(i) + filling).toList());
    assertThat(primary.connections())
        .extracting(ServerConnection::ending)
        .containsExactly(ServerConnection.EndedBy.CLOSED_BY_CLIENT);
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(senderThreads()).isEmpty();
  }

  @Test
  void stopsQuicklyWhenEveryServerIsDown() {
    Application application = start();
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("a failed round", () -> application.statistics().connectFailures() >= 3);
    assertThat(timeToStop(application)).isLessThan(Duration.ofMillis(1500));
    assertThat(application.statistics().discarded())
        .containsEntry(DiscardReason.UNSENT_AT_STOP, 100L);
    assertThat(senderThreads()).isEmpty();
  }

  @Test
  void stopsWithinTheTimeoutWhenTheServerDoesNotRead() {
    set("shutdownTimeout", SHUTDOWN_TIMEOUT.toMillis() + " ms");
    primary.open();
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    String filling = "x".repeat(10_000);
    IntStream.range(0, 500).forEach(i -> application.info(filling));
    Eventually.until("kernel full", () -> application.statistics().sent() > 0);
    long accepted = application.statistics().accepted();
    assertThat(timeToStop(application)).isLessThan(SHUTDOWN_TIMEOUT.plusSeconds(1));
    assertThat(senderThreads()).isEmpty();
    long unsent =
        application.statistics().discarded().getOrDefault(DiscardReason.UNSENT_AT_STOP, 0L);
    assertThat(unsent).isPositive();
    assertThat(unsent + application.statistics().releasedUnconfirmed()).isEqualTo(accepted);
  }

  @Test
  void sendsUnreadEventsToTheNextServerWhenTheConnectionIsLostDuringTheStop() throws Exception {
    primary.open();
    failover1.open();
    Application application = startStopWhileTheServerReadsNothing();
    Thread stopping = new Thread(application::stop);
    stopping.start();
    Eventually.until("it waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    primary.crash();
    stopping.join();
    assertThat(failover1.texts())
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList());
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().bytesUnconfirmed()).isZero();
  }

  @Test
  void reportsUnconfirmedEventsOfAServerThatDoesNotRead() {
    set("shutdownTimeout", SHUTDOWN_TIMEOUT.toMillis() + " ms");
    primary.open();
    Application application = startStopWhileTheServerReadsNothing();
    assertThat(timeToStop(application)).isLessThan(SHUTDOWN_TIMEOUT.plusSeconds(1));
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("0 events not sent, 100 sent but unconfirmed"));
    assertThat(application.statistics().releasedUnconfirmed()).isEqualTo(100);
    assertThat(application.statistics().repeated()).isZero();
    assertThat(application.statistics().allDiscarded()).isZero();
  }

  @Test
  void reportsTheExactCountOfUnsentEventsOfASlowServer() {
    allowTruncatedFrames();
    set("shutdownTimeout", SHUTDOWN_TIMEOUT.toMillis() + " ms");
    primary.slow().open();
    Application application = start();
    IntStream.range(0, 2000).forEach(i -> application.info(SteadyFlow.text(i) + "x".repeat(1000)));
    Eventually.until("the first ones are read", () -> primary.messages() > 0);
    assertThat(timeToStop(application)).isLessThan(SHUTDOWN_TIMEOUT.plusSeconds(1));
    Eventually.until("the end", () -> endings(primary).equals(List.of("CLOSED_BY_CLIENT")));
    long read = primary.messages();
    assertThat(read).isBetween(1L, 1999L);
    assertThat(application.statistics().accepted()).isEqualTo(2000);
    assertThat(application.statistics().releasedUnconfirmed()).isEqualTo(read);
    assertThat(application.statistics().allDiscarded()).isEqualTo(2000 - read);
    assertThat(application.statistics().discarded())
        .containsEntry(DiscardReason.UNSENT_AT_STOP, 2000 - read);
    assertThat(application.statuses())
        .anyMatch(
            status ->
                status.contains(
                    (2000 - read) + " events not sent, " + read + " sent but unconfirmed"));
  }

  private static List<String> endings(SyslogTestServer server) {
    return server.connections().stream().map(connection -> connection.ending().name()).toList();
  }

  @Test
  void waitsForTheFirstConnectUntilTheShutdownTimeout() throws Exception {
    primary.openFull();
    Application application = start();
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Thread stopping = new Thread(application::stop);
    stopping.start();
    Eventually.until("it waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    pass(LONGER_THAN_WITHOUT_A_SERVER);
    primary.makeRoom();
    stopping.join();
    assertThat(primary.texts())
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList());
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(application.statistics().connectFailures()).isZero();
  }

  /** Waits for the duration of a fault; not a guess at how long an operation takes. */
  private static void pass(Duration time) {
    long start = System.nanoTime();
    Eventually.until("end of " + time, () -> System.nanoTime() - start >= time.toNanos());
  }

  /** Returns when all events have been written, at least to the kernel. */
  private Application startStopWhileTheServerReadsNothing() {
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("all written", () -> application.statistics().sent() == 100);
    return application;
  }

  @Test
  void aSecondStopHasNoEffect() {
    Application application = start();
    application.stop();
    application.info("too late");
    application.stop();
    assertThat(senderThreads()).isEmpty();
  }

  private static Duration timeToStop(Application application) {
    long start = System.nanoTime();
    application.stop();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static List<String> senderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("failover-syslog-SYSLOG"))
        .toList();
  }
}
