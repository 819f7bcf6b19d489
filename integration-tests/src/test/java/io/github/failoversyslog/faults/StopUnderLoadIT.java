package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Appenders that are stopped or reconfigured while several threads log. */
@Tag("logback-versions")
@EachFramework
class StopUnderLoadIT extends LoadFixture {
  private static final int THREADS = 4;
  private static final int LOAD = 5 * EVENTS_PER_SECOND;
  private static final int BACKLOG_BYTES = 1024 * 1024;
  private static final int RECONFIGURATIONS = times(5);

  StopUnderLoadIT(Framework framework) {
    super(framework);
  }

  @Test
  void deliversEventsLoggedBeforeTheStopOnce() {
    assertDeliveredOnceUntilTheStop("", LOAD, Map.of("bufferSize", "64 MB"));
  }

  @Test
  @Tag("full")
  void deliversEventsLoggedBeforeTheStopOnceOverTls() {
    assertDeliveredOnceUntilTheStop(
        " over TLS", EVENTS_PER_SECOND, encrypt().with(Map.of("bufferSize", "64 MB")));
  }

  private void assertDeliveredOnceUntilTheStop(
      String name, int load, Map<String, String> settings) {
    KillableServer server = openServers(1).get(0);
    Application application = start(settings);
    PacedCallers callers = startLogging(application, load);
    awaitMore(server, load);
    int[] loggedBefore = withBacklog(server, application, callers, application::stop);
    EventCounts counts = EventCounts.of(callers.stop(), List.of(server));
    report(
        "stop%s, %d threads that go on after it".formatted(name, THREADS),
        counts,
        application.statistics(),
        "lost of those before the stop " + counts.lost(loggedBefore).length);
    assertThat(counts.unknown()).isZero();
    assertThat(counts.lost(loggedBefore)).isEmpty();
    assertThat(counts.repeated()).isZero();
    assertThat((long) counts.once()).isEqualTo(application.statistics().accepted());
    assertThat(application.statistics().discarded())
        .allSatisfy(
            (reason, count) ->
                assertThat(reason == DiscardReason.STOPPED ? 0 : count).as("%s", reason).isZero());
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
  }

  @Test
  void deliversEveryAcceptedEventOnceDuringReconfigurations() {
    reconfigure("", Map.of("bufferSize", "64 MB"));
  }

  @Test
  @Tag("full")
  void deliversEverySpooledEventOnceDuringReconfigurations() {
    reconfigure(
        ", spool", Map.of("spoolFile", folder.resolve("spool").toString(), "spoolSize", "64 MB"));
  }

  private void reconfigure(String name, Map<String, String> settings) {
    KillableServer server = openServers(1).get(0);
    Application application = start(settings);
    PacedCallers callers = startLogging(application, LOAD);
    for (int i = 0; i < RECONFIGURATIONS; i++) {
      awaitMore(server, LOAD / 5);
      withBacklog(server, application, callers, application::reconfigure);
    }
    awaitMore(server, LOAD / 5);
    int[] logged = callers.stop();
    application.stop();
    EventCounts counts = EventCounts.of(logged, List.of(server));
    List<SenderStatistics> all = application.statisticsOfAll();
    long accepted = all.stream().mapToLong(SenderStatistics::accepted).sum();
    long refused = all.stream().mapToLong(SenderStatistics::allDiscarded).sum();
    report(
        "reconfigured %d times, %d threads%s".formatted(RECONFIGURATIONS, THREADS, name),
        counts,
        application.statistics(),
        "all appenders accepted %,d and refused %,d".formatted(accepted, refused));
    assertThat(counts.unknown()).isZero();
    assertThat(all).hasSize(RECONFIGURATIONS + 1);
    assertThat((long) counts.once()).isEqualTo(accepted);
    assertThat(counts.repeated()).isZero();
    if (framework().hasAnAppenderWhileReconfigured()) {
      assertThat(counts.lost()).isEmpty();
    }
  }

  /**
   * Pauses the server until events are buffered and the appender has begun to stop.
   *
   * @return how many events each caller had logged before that
   */
  private static int[] withBacklog(
      KillableServer server, Application application, PacedCallers callers, Runnable ending) {
    server.pause();
    Eventually.until("a backlog", () -> application.statistics().bytesWaiting() > BACKLOG_BYTES);
    int[] loggedBefore = callers.logged();
    Thread thread = new Thread(ending, "ending");
    thread.start();
    Eventually.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    server.resume();
    Eventually.until("the end", () -> !thread.isAlive());
    return loggedBefore;
  }

  private PacedCallers startLogging(Application application, int eventsPerSecond) {
    return startLogging(
        number -> application.info(NumberedEvents.text(number)), THREADS, eventsPerSecond);
  }
}
