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

/** Times in which no server is there at all. */
@EachFramework
class AbsentServersIT extends LoadFixture {
  private static final Duration ABSENCE = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 1024 * 1024;
  private static final Level[] LEVELS = {Level.DEBUG, Level.ERROR, Level.INFO, Level.WARN};

  AbsentServersIT(Framework framework) {
    super(framework);
  }

  @Test
  @Tag("full")
  void deliversEverythingInOrderOnceAServerIsBackAndTheBufferHasHeldIt() {
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
    Tally tally = stopAndCount(application, callers);
    report(
        "all servers killed, back after %d s, 64 MB".formatted(ABSENCE.toSeconds()),
        tally,
        application.statistics(),
        "%,d events logged in between".formatted(loggedAtReturn - EVENTS_PER_SECOND));
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.outOfOrder()).isZero();
    assertThat(tally.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
  }

  @Test
  void countsByReasonExactlyWhatIsMissingAndKeepsTheSeriousLongest() {
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
    Tally tally = stopAndCount(application, callers);
    long reserved = discarded(application, DiscardReason.BUFFER_RESERVED);
    long full = discarded(application, DiscardReason.BUFFER_FULL);
    report(
        "no server, 1 MB, severities mixed",
        tally,
        application.statistics(),
        "by reason: reserved %,d, full %,d".formatted(reserved, full));
    assertThat(lost(tally, number -> !isSerious(number))).hasSize((int) reserved);
    assertThat(lost(tally, AbsentServersIT::isSerious)).hasSize((int) full);
    assertThat(application.statistics().allDiscarded()).isEqualTo(reserved + full);
    assertThat(tally.repeated()).isZero();
    assertThat(tally.outOfOrder()).isZero();
    assertReserveWasUsedByTheSerious(tally);
  }

  /** The last fifth of the buffer. */
  private static void assertReserveWasUsedByTheSerious(Tally tally) {
    long firstLost = lost(tally, number -> !isSerious(number))[0];
    long firstSeriousLost = lost(tally, AbsentServersIT::isSerious)[0];
    assertThat(firstLost).isLessThan(firstSeriousLost);
    long seriousBetween =
        LongStream.range(firstLost, firstSeriousLost).filter(AbsentServersIT::isSerious).count();
    assertThat((double) seriousBetween / (firstLost + seriousBetween))
        .as("part of the buffer that only serious events had")
        .isBetween(0.18, 0.22);
  }

  private static long[] lost(Tally tally, LongPredicate which) {
    return Arrays.stream(tally.lost()).filter(which).toArray();
  }

  private static Level levelOf(long number) {
    return LEVELS[(int) (number % LEVELS.length)];
  }

  private static boolean isSerious(long number) {
    return levelOf(number).toInt() >= Level.WARN.toInt();
  }

  private static long discarded(Application application, DiscardReason reason) {
    return application.statistics().discarded().getOrDefault(reason, 0L);
  }
}
