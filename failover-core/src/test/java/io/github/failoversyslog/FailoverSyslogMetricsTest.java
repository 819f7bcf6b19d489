package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.Monitoring;
import io.github.failoversyslog.report.ReceiptTimes;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverSyslogMetricsTest {
  private static final Server PRIMARY = new Server("log1", 601);
  private static final Server OTHER = new Server("log2", 601);

  private static final int NAMES_KEPT = 1000; // of senders that have ended

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();
  private final List<MonitoredSender> started = new ArrayList<>();
  private final List<Monitoring> begun = new ArrayList<>();
  private final List<Status> reported = new ArrayList<>();
  private List<Server> servers = List.of(PRIMARY, OTHER);

  @AfterEach
  void end() {
    metrics.close();
    begun.forEach(Monitoring::end);
  }

  /** Each counter has another value: {@code first}, {@code first + 1} and so on. */
  private static Counters counters(long first) {
    Counters counters = new Counters();
    counters.accepted.add(first);
    counters.recovered.add(first + 1);
    counters.sent.add(first + 2);
    counters.repeated.add(first + 3);
    counters.confirmed.add(first + 4);
    counters.receipts.add(first + 5);
    counters.renewals.add(first + 6);
    counters.releasedUnconfirmed.add(first + 7);
    counters.diverted.add(first + 8);
    counters.truncated.add(first + 9);
    counters.connects.add(first + 10);
    counters.connectFailures.add(first + 11);
    counters.connectionsLost.add(first + 12);
    counters.failovers.add(first + 13);
    counters.failbacks.add(first + 14);
    counters.probesPassed.add(first + 15);
    counters.probesFailed.add(first + 16);
    for (DiscardReason reason : DiscardReason.values()) {
      counters.discard(reason, first + 100 + reason.ordinal());
    }
    return counters;
  }

  private Monitoring starts(String appender, long firstCount, Server... current) {
    return begin(new SenderName("log4j2", "metrics", appender), firstCount, current);
  }

  private Monitoring begin(SenderName name, long firstCount, Server... current) {
    MonitoredSender sender = mock(MonitoredSender.class);
    started.add(sender);
    Counters counters = counters(firstCount);
    when(sender.counters()).thenReturn(counters);
    when(sender.servers()).thenReturn(servers);
    when(sender.currentServer()).thenReturn(Arrays.stream(current).findFirst());
    when(sender.bytesInBuffer()).thenReturn(firstCount + 17);
    when(sender.bufferSize()).thenReturn(firstCount + 19);
    when(sender.oldestWaiting()).thenReturn(Duration.ofMillis(1500));
    when(sender.lastChange()).thenReturn(Optional.empty());
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

  private ReceiptTimes receiptTimes() {
    return started.get(started.size() - 1).counters().receiptTimes;
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
    starts("A", 1000, OTHER);
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
    assertThat(value("A", "buffer.used")).isEqualTo(1017);
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
  void everyMeterHasItsUnit() {
    metrics.bindTo(registry);
    starts("A", 10, PRIMARY);
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allMatch(id -> id.getName().startsWith("failover.syslog."))
        .extracting(id -> id.getName().substring(16) + ": " + id.getBaseUnit())
        .containsOnly(
            "events.accepted: null", // the name says what is counted
            "events.recovered: null",
            "events.sent: null",
            "events.repeated: null",
            "events.confirmed: null",
            "events.unconfirmed: null",
            "events.discarded: null",
            "events.diverted: null",
            "events.truncated: null",
            "connections: null",
            "connections.lost: null",
            "probes: null",
            "failovers: null",
            "failbacks: null",
            "receipts: null",
            "renewals: null",
            "connected: null",
            "buffer.used: bytes",
            "buffer.size: bytes",
            "oldest.waiting: seconds",
            "receipt.time: seconds");
  }

  @Test
  void aSenderThatStartsLaterIsBoundToo() {
    metrics.bindTo(registry);
    starts("B", 10);
    assertThat(value("B", "events.accepted")).isEqualTo(10);
  }

  @Test
  void countersContinueOverAReloadAndNoMeterIsThereTwice() {
    metrics.bindTo(registry);
    Monitoring before = starts("C", 10, PRIMARY);
    int meters = registry.getMeters().size();
    starts("C", 300, OTHER);
    assertThat(value("C", "events.accepted")).isEqualTo(310);
    before.end();
    assertThat(value("C", "events.accepted")).isEqualTo(310);
    assertThat(value("C", "buffer.size")).isEqualTo(319);
    assertThat(registry.getMeters()).hasSize(meters);
  }

  @Test
  void aCounterNeverDecreases() {
    starts("never decreases", 1000);
    metrics.bindTo(registry);
    assertThat(value("never decreases", "events.sent")).isEqualTo(1002);
    started.get(0).counters().sent.add(-10);
    assertThat(value("never decreases", "events.sent")).isEqualTo(1002);
    started.get(0).counters().sent.add(20);
    assertThat(value("never decreases", "events.sent")).isEqualTo(1012);
  }

  @Test
  void noMeterIsThereAfterTheCloseAndNoneIsAdded() {
    registry.counter("of.the.application");
    metrics.bindTo(registry);
    starts("D", 10);
    assertThat(registry.getMeters()).hasSizeGreaterThan(20);
    metrics.close();
    starts("D", 10);
    assertThat(registry.getMeters()).hasSize(1);
    receiptTimes().appended(100);
    receiptTimes().released(100, true);
    assertThat(receiptTimes().isWanted()).isFalse();
  }

  @Test
  void allMetersOfAllRegistriesAreRemovedAtTheCloseEvenIfARegistryThrows() {
    SimpleMeterRegistry other = new SimpleMeterRegistry();
    List<SimpleMeterRegistry> both = List.of(registry, other);
    both.forEach(
        one ->
            one.config()
                .onMeterRemoved(
                    meter -> {
                      throw new IllegalStateException("made to fail");
                    }));
    both.forEach(metrics::bindTo);
    starts("R", 10);
    starts("S", 10);
    assertThatThrownBy(metrics::close).hasMessage("made to fail");
    assertThat(both).allSatisfy(one -> assertThat(one.getMeters()).isEmpty());
    starts("T", 10);
    assertThat(both).allSatisfy(one -> assertThat(one.getMeters()).isEmpty());
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
    starts("F", 10);
    assertThat(reported)
        .extracting(Status::text)
        .containsExactly(
            "metrics of this appender cannot be bound: java.lang.IllegalArgumentException: no more"
                + " meters");
  }

  @Test
  void aRegistryThatRefusedMetersCanBeBoundAgain() {
    starts("F", 10);
    AtomicBoolean refuses = new AtomicBoolean(true);
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                if (refuses.get()) {
                  throw new IllegalArgumentException("not now");
                }
                return MeterFilterReply.NEUTRAL;
              }
            });
    assertThatThrownBy(() -> metrics.bindTo(registry)).hasMessage("not now");
    refuses.set(false);
    metrics.bindTo(registry);
    assertThat(value("F", "events.accepted")).isEqualTo(10);
  }

  @Test
  void anEmptyNameOfAContextIsNoEmptyTag() {
    metrics.bindTo(registry);
    begin(new SenderName("none", "", "G"), 10);
    assertThat(registry.get("failover.syslog.events.accepted").tag("appender", "G").meter())
        .satisfies(meter -> assertThat(meter.getId().getTag("context")).isEqualTo("none"));
  }

  @Test
  void aServerThatIsNoLongerThePrimaryAfterAReloadIsShownInItsNewRole() {
    metrics.bindTo(registry);
    Monitoring before = starts("H", 10, PRIMARY);
    before.end();
    servers = List.of(OTHER, PRIMARY);
    starts("H", 10, PRIMARY);
    assertThat(value("H", "connected", "server", "log1:601", "role", "primary")).isZero();
    assertThat(value("H", "connected", "server", "log1:601", "role", "failover")).isEqualTo(1);
  }

  @Test
  void theTimeToTheReceiptIsATimer() {
    metrics.bindTo(registry);
    starts("E", 10);
    receiptTimes().appended(100);
    receiptTimes().released(100, true);
    assertThat(registry.get("failover.syslog.receipt.time").tag("appender", "E").timer())
        .satisfies(
            timer -> {
              assertThat(timer.count()).isEqualTo(1);
              assertThat(timer.totalTime(TimeUnit.SECONDS)).isBetween(0.0, 60.0);
            });
  }

  @Test
  void aScrapeTakesNoSnapshot() {
    metrics.bindTo(registry);
    starts("I", 10, PRIMARY);
    registry.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
    verify(started.get(0), never()).statistics();
    verify(started.get(0), never()).health();
    verify(started.get(0), times(1)).oldestWaiting();
  }

  /** Closes the metrics as it is given the first meter. */
  private SimpleMeterRegistry closing(FailoverSyslogMetrics closed) {
    SimpleMeterRegistry other = new SimpleMeterRegistry();
    other
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                closed.close();
                return MeterFilterReply.NEUTRAL;
              }
            });
    return other;
  }

  @Test
  void aSenderThatStartsDuringTheCloseLeavesNoMeter() {
    try (FailoverSyslogMetrics toldFirst = new FailoverSyslogMetrics()) {
      toldFirst.bindTo(closing(metrics));
      metrics.bindTo(registry);
      starts("J", 10, PRIMARY);
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void whoeverIsBoundToTheSameRegistryKeepsTheMeters() {
    FailoverSyslogMetrics other = new FailoverSyslogMetrics();
    metrics.bindTo(registry);
    metrics.bindTo(registry); // once more, without effect
    other.bindTo(registry);
    starts("K", 10, PRIMARY);
    int meters = registry.getMeters().size();
    metrics.close();
    metrics.close();
    assertThat(registry.getMeters()).hasSize(meters);
    assertThat(value("K", "events.accepted")).isEqualTo(10);
    receiptTimes().appended(100);
    receiptTimes().released(100, true);
    assertThat(value("K", "receipt.time")).isEqualTo(1);
    other.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  private int metersOf(String appender) {
    return Search.in(registry).tag("appender", appender).meters().size();
  }

  @Test
  void aForgottenNamesMetersAreRemoved() {
    metrics.bindTo(registry);
    starts("L", 10, PRIMARY).end();
    assertThat(value("L", "events.accepted")).isEqualTo(10);
    for (int i = 0; i < NAMES_KEPT; i++) {
      starts("L" + i, 10, PRIMARY).end();
    }
    assertThat(metersOf("L")).isZero();
    assertThat(value("L0", "events.accepted")).isEqualTo(10);
    assertThat(registry.getMeters()).hasSize(NAMES_KEPT * metersOf("L0"));
    starts("L", 3, PRIMARY);
    assertThat(value("L", "events.accepted")).isEqualTo(3);
  }
}
