package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Application processes are terminated with SIGTERM while they log and their server is stalled.
 * Only the framework's shutdown hook stops the appender: Log4j's own hook, and Logback's {@code
 * <shutdownHook/>}.
 */
@EachFramework
class TerminatedApplicationIT extends LoadFixture {
  private static final int BACKLOG = EVENTS_PER_SECOND / 2;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

  TerminatedApplicationIT(Framework framework) {
    super(framework);
  }

  @Test
  void deliversEventsLoggedBeforeTheShutdownHookRan() {
    KillableServer server = openServers(1).get(0);
    try (ApplicationProcess application = startProcess(Map.of("bufferSize", "64 MB"))) {
      awaitMore(server, EVENTS_PER_SECOND);
      server.pause();
      awaitCalls(application, BACKLOG);
      int loggedBefore = application.logged();
      application.terminate();
      awaitCalls(application, BACKLOG); // by now the hook has run or is waiting for the server
      server.resume();
      application.awaitEnd();
      EventCounts counts = EventCounts.of(new int[] {application.logged() + 1}, List.of(server));
      long lostBefore = counts.lost(new int[] {loggedBefore}).length;
      report("SIGTERM during a stall", counts, "lost of those before SIGTERM " + lostBefore);
      assertThat(lostBefore).isZero();
      assertThat(counts.unknown()).isZero();
      assertThat(counts.repeated()).isZero();
      assertThat(counts.outOfOrder()).isZero();
    }
  }

  @Test
  @Tag("full")
  void releasesBlockedCallersAndStopsWithinTheTimeoutWhenTheServerStaysStalled() {
    KillableServer server = openServers(1).get(0);
    Map<String, String> settings =
        Map.of("overflow", "block", "shutdownTimeout", SHUTDOWN_TIMEOUT.toMillis() + " ms");
    try (ApplicationProcess application = startProcess(settings)) {
      awaitMore(server, EVENTS_PER_SECOND);
      server.pause();
      int blockedAt = awaitBlockedCaller(application);
      long start = System.nanoTime();
      application.terminate();
      awaitCalls(application, 1);
      Duration untilRelease = Duration.ofNanos(System.nanoTime() - start);
      application.awaitEnd();
      Duration untilEnd = Duration.ofNanos(System.nanoTime() - start);
      server.resume();
      server.settle();
      EventCounts counts = EventCounts.of(new int[] {application.logged() + 1}, List.of(server));
      report(
          "SIGTERM, caller blocked, stall goes on",
          counts,
          "blocked at %,d, released after %d ms, ended after %d ms"
              .formatted(blockedAt, untilRelease.toMillis(), untilEnd.toMillis()));
      assertThat(untilRelease).isLessThan(SHUTDOWN_TIMEOUT);
      assertThat(untilEnd).isLessThan(SHUTDOWN_TIMEOUT.plusSeconds(2));
      assertThat(counts.unknown()).isZero();
      assertThat(counts.repeated()).isZero();
      assertThat(counts.outOfOrder()).isZero();
    }
  }

  /** Returns how many calls had returned by then. */
  private static int awaitBlockedCaller(ApplicationProcess application) {
    int[] last = {-1};
    long[] since = {System.nanoTime()};
    Eventually.until(
        "a blocked caller",
        () -> {
          int logged = application.logged();
          if (logged != last[0]) {
            last[0] = logged;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > Duration.ofMillis(500).toNanos();
        });
    return last[0];
  }

  private static void awaitCalls(ApplicationProcess application, int more) {
    int wanted = application.logged() + more;
    Eventually.until("more calls", () -> application.logged() >= wanted);
  }

  private ApplicationProcess startProcess(Map<String, String> settings) {
    return ApplicationProcess.start(
        framework(), configuration(settings), 0, EVENTS_PER_SECOND, folder);
  }
}
