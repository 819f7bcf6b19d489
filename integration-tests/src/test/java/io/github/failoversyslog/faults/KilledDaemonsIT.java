package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real servers that give receipts over TLS and end while in use. */
@Tag("full")
@EachFramework
class KilledDaemonsIT extends DaemonsFixture {
  private static final int LEAST_EVENTS = EVENTS_PER_SECOND;
  private static final int MOST_EVENTS_BEHIND = EVENTS_PER_SECOND / 10;

  KilledDaemonsIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @CsvSource({
    "RSYSLOG_OSSL, true, 6",
    "RSYSLOG_OSSL, false, 4",
    "SYSLOG_NG_TLS, true, 6",
    "SYSLOG_NG_TLS, false, 4"
  })
  void losesNothingAndRepeatsAtMostHalfASecond(LoadedDaemon kind, boolean forcibly, int inFull) {
    int ends = times(inFull);
    long seed = Long.getLong("faults.seed", System.nanoTime());
    Random random = new Random(seed);
    Application application = startWith(kind, 2, Map.of("tlsReceipts", "true"));
    PacedCallers callers = startLogging(application);
    List<Long> repeats = new ArrayList<>();
    for (int end = 0; end < ends; end++) {
      awaitMoreLines(LEAST_EVENTS + random.nextInt(LEAST_EVENTS));
      awaitThatTheServerKeepsUp(application, callers);
      SenderStatistics before = application.statistics();
      SyslogDaemon inUse = inUse(before);
      if (forcibly) {
        inUse.kill();
      } else {
        inUse.terminate();
      }
      Eventually.until("failover", () -> application.statistics().failovers() > before.failovers());
      awaitMoreLines(LEAST_EVENTS / 2);
      repeats.add(application.statistics().repeated() - before.repeated());
      inUse.start();
    }
    EventCounts counts = stopAndCompare(application, callers);
    report(
        "%s: %s %d times".formatted(kind, forcibly ? "killed" : "terminated", ends),
        counts,
        application.statistics(),
        "receipts %,d, confirmed %,d, sent again %s, seed %d"
            .formatted(
                application.statistics().receipts(),
                application.statistics().confirmed(),
                repeats,
                seed));
    assertThat(application.statistics().failovers()).isEqualTo(ends);
    assertThat(application.statistics().receipts()).isGreaterThan(ends); // at least one from each
    // Half a second's worth on an idle machine; callers catching up send twice as fast.
    assertThat(Collections.max(repeats)).isLessThanOrEqualTo(EVENTS_PER_SECOND);
  }

  private SyslogDaemon inUse(SenderStatistics statistics) {
    int port = statistics.currentServer().orElseThrow().port();
    return daemons().stream().filter(daemon -> daemon.port() == port).findFirst().orElseThrow();
  }

  /**
   * Waits because a starting server uses the CPU, and whatever the other server has not read is
   * repeated too.
   */
  private void awaitThatTheServerKeepsUp(Application application, PacedCallers callers) {
    Eventually.until(
        "the server keeps up",
        () ->
            callers.logged()[0] - TimedLines.newest(inUse(application.statistics()))
                <= MOST_EVENTS_BEHIND);
  }

  private void awaitMoreLines(long more) {
    long wanted = receivedLines() + more;
    Eventually.until("more events", () -> receivedLines() >= wanted);
  }
}
