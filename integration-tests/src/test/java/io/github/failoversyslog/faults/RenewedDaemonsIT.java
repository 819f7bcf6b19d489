package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.status.SenderStatistics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real servers under load whose connections are renewed every second, for {@code
 * -Drenewal.seconds}.
 */
@Tag("full")
@EachFramework
class RenewedDaemonsIT extends DaemonsFixture {
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("renewal.seconds", 60));
  private static final Map<String, String> SETTINGS = Map.of("livenessProbeInterval", "1 s");
  private static final Duration STOP = Duration.ofSeconds(3);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  RenewedDaemonsIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @EnumSource
  void everyEventArrivesOnceAndInOrderDuringRenewals(LoadedDaemon kind) {
    Application application = startWith(kind, 1, SETTINGS);
    PacedCallers callers = startLogging(application);
    pass(LENGTH);
    EventCounts counts = stopAndCompare(application, callers);
    SenderStatistics statistics = application.statistics();
    Duration longestWait = TimedLines.of(daemons().get(0)).longestWait();
    report(
        kind + ": renewals every second",
        counts,
        statistics,
        "%,.0f events/s, renewals %d, receipts %d, confirmed %,d, longest wait %d ms"
            .formatted(
                counts.sent() / callers.seconds(),
                statistics.renewals(),
                statistics.receipts(),
                statistics.confirmed(),
                longestWait.toMillis()));
    assertThat(counts.repeated()).isZero();
    assertThat(counts.once()).isEqualTo(counts.sent());
    assertThat(counts.outOfOrder()).isZero();
    assertThat(statistics.repeated()).isZero();
    assertThat(statistics.connectionsLost()).isZero();
    assertThat(statistics.confirmed()).isEqualTo(counts.sent());
    assertThat(statistics.renewals()).isGreaterThanOrEqualTo(LENGTH.toSeconds() / 2);
    assertThat(statistics.receipts()).isGreaterThanOrEqualTo(statistics.renewals());
    assertThat(longestWait).isLessThan(LONGEST_WAIT);
    assertThat(application.warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"RSYSLOG_IMTCP", "RSYSLOG_OSSL", "SYSLOG_NG_SYSLOG"})
  void losesNothingWhenTheServerIsPausedDuringARenewal(LoadedDaemon kind) {
    Application application = startWith(kind, 1, SETTINGS);
    SyslogDaemon daemon = daemons().get(0);
    PacedCallers callers = startLogging(application);
    Eventually.until("a renewal", () -> application.statistics().renewals() == 1);
    daemon.pause();
    pass(STOP);
    daemon.resume();
    long renewals = application.statistics().renewals();
    Eventually.until("another", () -> application.statistics().renewals() > renewals);
    EventCounts counts = stopAndCompare(application, callers);
    report(
        kind + ": stopped for " + STOP.toSeconds() + " s at a renewal",
        counts,
        application.statistics(),
        "renewals %d, receipts %d, longest wait %d ms"
            .formatted(
                application.statistics().renewals(),
                application.statistics().receipts(),
                TimedLines.of(daemon).longestWait().toMillis()));
    assertThat(application.statistics().failovers()).isZero();
  }
}
