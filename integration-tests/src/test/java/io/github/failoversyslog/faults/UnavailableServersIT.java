package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.DiscardReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** No server is available for a while. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class UnavailableServersIT extends LoadFixture {
  private static final Duration ABSENCE = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 1024 * 1024;
  private static final Level[] LEVELS = {Level.DEBUG, Level.ERROR, Level.INFO, Level.WARN};

  UnavailableServersIT(Framework framework) {
    super(framework);
  }

  @Test
  @Tag("full")
  void deliversAllBufferedEventsInOrderWhenAServerIsAvailableAgain() {
    List<KillableServer> servers = openServers(2);
    Application application =
        start(
            Map.of(
                "bufferSize", "64 MB", "reconnectDelay", "100 ms", "maxReconnectDelay", "500 ms"));
    PacedCallers callers = startLogging(application);
    awaitMore(servers.get(0), EVENTS_PER_SECOND);
    servers.forEach(KillableServer::kill);
    pass(ABSENCE);
    int loggedAtReturn = callers.logged()[0];
    servers.forEach(server -> server.launch().open());
    awaitEvent(loggedAtReturn + EVENTS_PER_SECOND);
    EventCounts counts = stopAndCount(application, callers);
    report(
        "all servers killed, back after %d s, 64 MB".formatted(ABSENCE.toSeconds()),
        counts,
        application.statistics(),
        "%,d events logged in between".formatted(loggedAtReturn - EVENTS_PER_SECOND));
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isZero();
    assertThat(counts.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
  }

  @Test
  void countsLostEventsByReasonAndKeepsTheMostSevereLongest() {
    KillableServer server = launchServers(1).get(0);
    Application application =
        start(
            Map.of(
                "bufferSize",
                Integer.toString(BUFFER_BYTES),
                "reconnectDelay",
                "50 ms",
                "maxReconnectDelay",
                "100 ms"));
    PacedCallers callers =
        startLogging(
            number -> application.log(levelOf(number), NumberedEvents.text(number)),
            1,
            EVENTS_PER_SECOND);
    Eventually.until(
        "a full buffer", () -> discarded(application, DiscardReason.BUFFER_FULL) > 500);
    assertThat(application.statistics().bytesWaiting()).isGreaterThan(BUFFER_BYTES * 99L / 100);
    server.open();
    awaitEvent(callers.logged()[0] + EVENTS_PER_SECOND);
    EventCounts counts = stopAndCount(application, callers);
    long reserved = discarded(application, DiscardReason.BUFFER_RESERVED);
    long full = discarded(application, DiscardReason.BUFFER_FULL);
    report(
        "no server, 1 MB, severities mixed",
        counts,
        application.statistics(),
        "by reason: reserved %,d, full %,d".formatted(reserved, full));
    assertThat(lost(counts, number -> !isSevere(number))).hasSize((int) reserved);
    assertThat(lost(counts, UnavailableServersIT::isSevere)).hasSize((int) full);
    assertThat(application.statistics().allDiscarded()).isEqualTo(reserved + full);
    assertThat(counts.repeated()).isZero();
    assertThat(counts.outOfOrder()).isZero();
    assertReserveWasUsedBySevereEvents(counts);
  }

  /**
   * Checks that events at or above the reserve severity used the reserved last fifth of the buffer.
   */
  private static void assertReserveWasUsedBySevereEvents(EventCounts counts) {
    long firstLost = lost(counts, number -> !isSevere(number))[0];
    long firstSeriousLost = lost(counts, UnavailableServersIT::isSevere)[0];
    assertThat(firstLost).isLessThan(firstSeriousLost);
    long seriousBetween =
        LongStream.range(firstLost, firstSeriousLost)
            .filter(UnavailableServersIT::isSevere)
            .count();
    assertThat((double) seriousBetween / (firstLost + seriousBetween))
        .as("part of the buffer that only serious events had")
        .isBetween(0.18, 0.22);
  }

  private static long[] lost(EventCounts counts, LongPredicate which) {
    return Arrays.stream(counts.lost()).filter(which).toArray();
  }

  private static Level levelOf(long number) {
    return LEVELS[(int) (number % LEVELS.length)];
  }

  private static boolean isSevere(long number) {
    return levelOf(number).toInt() >= Level.WARN.toInt();
  }

  private static long discarded(Application application, DiscardReason reason) {
    return application.statistics().discarded().getOrDefault(reason, 0L);
  }
}
