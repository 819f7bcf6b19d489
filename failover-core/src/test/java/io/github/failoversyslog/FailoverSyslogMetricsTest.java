package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.Monitoring;
import io.github.failoversyslog.report.ReceiptTimes;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverSyslogMetricsTest {
  private static final Server PRIMARY = new Server("log1", 601);
  private static final Server OTHER = new Server("log2", 601);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();
  private final List<MonitoredSender> started = new ArrayList<>();
  private final List<Monitoring> begun = new ArrayList<>();
  private final List<Status> reported = new ArrayList<>();
  private List<Server> servers = List.of(PRIMARY, OTHER);
  private final ReceiptTimes receiptTimes = new Counters().receiptTimes;

  @AfterEach
  void end() {
    metrics.close();
    begun.forEach(Monitoring::end);
  }

  /** Each counter has another value: {@code first}, {@code first + 1} and so on. */
  private static SenderStatistics statistics(long first, Optional<Server> server) {
    Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
    for (DiscardReason reason : DiscardReason.values()) {
      discarded.put(reason, first + 100 + reason.ordinal());
    }
    return new SenderStatistics(
        first,
        first + 1,
        first + 2,
        first + 3,
        first + 4,
        first + 5,
        first + 6,
        first + 7,
        discarded,
        first + 8,
        first + 9,
        first + 10,
        first + 11,
        first + 12,
        first + 13,
        first + 14,
        first + 15,
        first + 16,
        server,
        first + 17,
        first + 18,
        first + 19,
        Duration.ofMillis(1500),
        Optional.empty(),
        Optional.empty());
  }

  private Monitoring starts(String appender, SenderStatistics statistics) {
    return begin(new SenderName("log4j2", "metrics", appender), statistics);
  }

  private Monitoring begin(SenderName name, SenderStatistics statistics) {
    MonitoredSender sender = mock(MonitoredSender.class);
    started.add(sender);
    when(sender.statistics()).thenReturn(statistics);
    when(sender.servers()).thenReturn(servers);
    when(sender.receiptTimes()).thenReturn(receiptTimes);
    Monitoring monitoring =
        new Monitoring(
            new MonitoringSettings(false, false, Duration.ZERO),
            this,
            name,
            sender,
            new StatusReporter(reported::add));
    monitoring.begin();
    begun.add(monitoring);
    return monitoring;
  }

  private double value(String appender, String name, String... tags) {
    Meter meter =
        registry
            .get("failover.syslog." + name)
            .tags("framework", "log4j2", "context", "metrics", "appender", appender)
            .tags(tags)
            .meter();
    return meter.measure().iterator().next().getValue();
  }

  @Test
  void everyMeterHasItsValue() {
    starts("A", statistics(1000, Optional.of(OTHER)));
    metrics.bindTo(registry);
    assertThat(value("A", "events.accepted")).isEqualTo(1000);
    assertThat(value("A", "events.recovered")).isEqualTo(1001);
    assertThat(value("A", "events.sent")).isEqualTo(1002);
    assertThat(value("A", "events.repeated")).isEqualTo(1003);
    assertThat(value("A", "events.confirmed")).isEqualTo(1004);
    assertThat(value("A", "receipts")).isEqualTo(1005);
    assertThat(value("A", "renewals")).isEqualTo(1006);
    assertThat(value("A", "events.unconfirmed")).isEqualTo(1007);
    assertThat(value("A", "events.diverted")).isEqualTo(1008);
    assertThat(value("A", "events.truncated")).isEqualTo(1009);
    assertThat(value("A", "connections", "outcome", "established")).isEqualTo(1010);
    assertThat(value("A", "connections", "outcome", "failed")).isEqualTo(1011);
    assertThat(value("A", "connections.lost")).isEqualTo(1012);
    assertThat(value("A", "failovers")).isEqualTo(1013);
    assertThat(value("A", "failbacks")).isEqualTo(1014);
    assertThat(value("A", "probes", "outcome", "passed")).isEqualTo(1015);
    assertThat(value("A", "probes", "outcome", "failed")).isEqualTo(1016);
    assertThat(value("A", "buffer.used")).isEqualTo(1017 + 1018);
    assertThat(value("A", "buffer.size")).isEqualTo(1019);
    assertThat(value("A", "oldest.waiting")).isEqualTo(1.5); // seconds
    assertThat(value("A", "connected", "server", "log1:601", "role", "primary")).isZero();
    assertThat(value("A", "connected", "server", "log2:601", "role", "failover")).isEqualTo(1);
    for (DiscardReason reason : DiscardReason.values()) {
      assertThat(value("A", "events.discarded", "reason", reason.name().toLowerCase(Locale.ROOT)))
          .isEqualTo(1100 + reason.ordinal());
    }
  }

  @Test
  void aSenderThatStartsLaterIsBoundToo() {
    metrics.bindTo(registry);
    starts("B", statistics(10, Optional.empty()));
    assertThat(value("B", "events.accepted")).isEqualTo(10);
  }

  @Test
  void countersContinueOverAReloadAndNoMeterIsThereTwice() {
    metrics.bindTo(registry);
    Monitoring before = starts("C", statistics(10, Optional.of(PRIMARY)));
    int meters = registry.getMeters().size();
    starts("C", statistics(300, Optional.of(OTHER)));
    assertThat(value("C", "events.accepted")).isEqualTo(310);
    before.end();
    assertThat(value("C", "events.accepted")).isEqualTo(310);
    assertThat(value("C", "buffer.size")).isEqualTo(319);
    assertThat(registry.getMeters()).hasSize(meters);
  }

  @Test
  void aCounterNeverDecreases() {
    starts("never decreases", statistics(1000, Optional.empty()));
    metrics.bindTo(registry);
    assertThat(value("never decreases", "events.sent")).isEqualTo(1002);
    when(started.get(0).statistics()).thenReturn(statistics(990, Optional.empty()));
    assertThat(value("never decreases", "events.sent")).isEqualTo(1002);
    when(started.get(0).statistics()).thenReturn(statistics(1010, Optional.empty()));
    assertThat(value("never decreases", "events.sent")).isEqualTo(1012);
  }

  @Test
  void noMeterIsThereAfterTheCloseAndNoneIsAdded() {
    registry.counter("of.the.application");
    metrics.bindTo(registry);
    starts("D", statistics(10, Optional.empty()));
    assertThat(registry.getMeters()).hasSizeGreaterThan(20);
    metrics.close();
    starts("D", statistics(10, Optional.empty()));
    assertThat(registry.getMeters()).hasSize(1);
    receiptTimes.appended(100);
    receiptTimes.released(100, true);
    assertThat(receiptTimes.isWanted()).isFalse();
  }

  @Test
  void aRegistryThatRefusesMetersIsReportedAndDoesNotKeepASenderFromStarting() {
    metrics.bindTo(registry);
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalArgumentException("no more meters");
              }
            });
    starts("F", statistics(10, Optional.empty()));
    assertThat(reported)
        .extracting(Status::text)
        .containsExactly(
            "metrics of this appender cannot be bound: java.lang.IllegalArgumentException: no more"
                + " meters");
  }

  @Test
  void anEmptyNameOfAContextIsNoEmptyTag() {
    metrics.bindTo(registry);
    begin(new SenderName("none", "", "G"), statistics(10, Optional.empty()));
    assertThat(registry.get("failover.syslog.events.accepted").tag("appender", "G").meter())
        .satisfies(meter -> assertThat(meter.getId().getTag("context")).isEqualTo("none"));
  }

  @Test
  void aServerThatIsNoLongerThePrimaryAfterAReloadIsShownInItsNewRole() {
    metrics.bindTo(registry);
    Monitoring before = starts("H", statistics(10, Optional.of(PRIMARY)));
    before.end();
    servers = List.of(OTHER, PRIMARY);
    starts("H", statistics(10, Optional.of(PRIMARY)));
    assertThat(value("H", "connected", "server", "log1:601", "role", "primary")).isZero();
    assertThat(value("H", "connected", "server", "log1:601", "role", "failover")).isEqualTo(1);
  }

  @Test
  void theTimeToTheReceiptIsATimer() {
    metrics.bindTo(registry);
    starts("E", statistics(10, Optional.empty()));
    receiptTimes.appended(100);
    receiptTimes.released(100, true);
    assertThat(registry.get("failover.syslog.receipt.time").tag("appender", "E").timer())
        .satisfies(
            timer -> {
              assertThat(timer.count()).isEqualTo(1);
              assertThat(timer.totalTime(TimeUnit.SECONDS)).isBetween(0.0, 60.0);
            });
  }
}
