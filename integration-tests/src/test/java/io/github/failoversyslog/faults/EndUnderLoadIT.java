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

/** Appenders that end while several threads log: at the stop and at a new configuration. */
@Tag("logback-versions")
@EachFramework
class EndUnderLoadIT extends LoadFixture {
  private static final int THREADS = 4;
  private static final int LOAD = 5 * EVENTS_PER_SECOND;
  private static final int BACKLOG_BYTES = 1024 * 1024;
  private static final int RECONFIGURATIONS = times(5);

  EndUnderLoadIT(Framework framework) {
    super(framework);
  }

  @Test
  void deliversOnceWhatWasLoggedBeforeTheStop() {
    deliversOnceUntilTheStop("", LOAD, Map.of("bufferSize", "64 MB"));
  }

  @Test
  @Tag("full")
  void deliversOnceOverTlsWhatWasLoggedBeforeTheStop() {
    deliversOnceUntilTheStop(
        " over TLS", EVENTS_PER_SECOND, encrypt().with(Map.of("bufferSize", "64 MB")));
  }

  private void deliversOnceUntilTheStop(String name, int load, Map<String, String> settings) {
    KillableServer server = openServers(1).get(0);
    Application application = start(settings);
    PacedCallers callers = startLogging(application, load);
    awaitMore(server, load);
    int[] loggedBefore = withBacklog(server, application, callers, application::stop);
    Tally tally = Tally.of(callers.stop(), List.of(server));
    report(
        "stop%s, %d threads that go on after it".formatted(name, THREADS),
        tally,
        application.statistics(),
        "lost of those before the stop " + tally.lost(loggedBefore).length);
    assertThat(tally.unknown()).isZero();
    assertThat(tally.lost(loggedBefore)).isEmpty();
    assertThat(tally.repeated()).isZero();
    assertThat((long) tally.once()).isEqualTo(application.statistics().accepted());
    assertThat(application.statistics().discarded())
        .allSatisfy(
            (reason, count) ->
                assertThat(reason == DiscardReason.STOPPED ? 0 : count).as("%s", reason).isZero());
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
  }

  @Test
  void deliversOnceWhateverAnAppenderTookWhileItIsReplaced() {
    reconfigure("", Map.of("bufferSize", "64 MB"));
  }

  @Test
  @Tag("full")
  void deliversOnceWhateverIsInTheSpoolWhileTheAppenderIsReplaced() {
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
    Tally tally = Tally.of(logged, List.of(server));
    List<SenderStatistics> all = application.statisticsOfAll();
    long accepted = all.stream().mapToLong(SenderStatistics::accepted).sum();
    long refused = all.stream().mapToLong(SenderStatistics::allDiscarded).sum();
    report(
        "reconfigured %d times, %d threads%s".formatted(RECONFIGURATIONS, THREADS, name),
        tally,
        application.statistics(),
        "all appenders accepted %,d and refused %,d".formatted(accepted, refused));
    assertThat(tally.unknown()).isZero();
    assertThat(all).hasSize(RECONFIGURATIONS + 1);
    assertThat((long) tally.once()).isEqualTo(accepted);
    assertThat(tally.repeated()).isZero();
    if (framework().hasAnAppenderWhileReconfigured()) {
      assertThat(tally.lost()).isEmpty();
    }
  }

  /**
   * Lets the server do nothing until events wait in the buffer and the appender has begun to end.
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
