package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopMakerTest {
  private final Counters counters = new Counters();
  private final List<Status> statuses = new ArrayList<>();

  /** One that can only count and report. */
  private LoopMaker maker() {
    SenderConfig config = SenderConfig.of(Map.of("host", "a"));
    MessageRing ring = MessageRing.inMemory(64);
    Admission admission =
        new Admission(ring, config.buffer(), counters, () -> {}, () -> {}, () -> {});
    Reports reports = new Reports(counters, new StatusReporter(statuses::add), null);
    return new LoopMaker(config, null, null, null, null, null, admission, reports, null);
  }

  @Test
  void reportsAServerThatClosesConnectionsOverRequestsForReceipts() {
    ReceiptRefusals refusals = maker().receiptRefusals();
    Server server = new Server("a", 601);
    for (int i = 0; i < 2; i++) {
      assertThat(statuses).isEmpty();
      ReceiptRequests requests = ReceiptRequests.inPairs(1);
      requests.asked(16, 0);
      refusals.ended(server, requests, 0);
    }
    assertThat(statuses)
        .singleElement()
        .satisfies(status -> assertThat(status.kind()).isEqualTo(Status.Kind.CONFIG))
        .satisfies(status -> assertThat(status.text()).startsWith(server + " closed 2 "));
  }

  @ParameterizedTest
  @CsvSource({"tcp, true", "tls, true", "relp, false", "udp, false"})
  void renewsConnectionsWhoseEndProvesThatEverythingWasRead(String protocol, boolean renewed) {
    SenderConfig config = SenderConfig.of(Map.of("host", "a", "port", "601", "protocol", protocol));
    assertThat(LoopMaker.rules(config).renewals()).isEqualTo(renewed);
  }

  @Test
  void probesThePrimaryAsFailbackSays() {
    Map<String, String> settings = new HashMap<>(Map.of("host", "a", "failoverServers", "b:601"));
    Rules without = LoopMaker.rules(SenderConfig.of(settings));
    assertThat(without.failback()).isFalse();
    assertThat(without.probeIntervalNanos()).isZero();
    assertThat(without.probesRequired()).isEqualTo(1);
    settings.put("failback.tcpProbeInterval", "7 s");
    settings.put("failback.successfulProbesRequired", "4");
    Rules with = LoopMaker.rules(SenderConfig.of(settings));
    assertThat(with.failback()).isTrue();
    assertThat(with.probeIntervalNanos()).isEqualTo(7_000_000_000L);
    assertThat(with.probesRequired()).isEqualTo(4);
    assertThat(with.servers()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"tcp, 9", "udp, 0"})
  void probesTheServerInUseWhereThatShowsSomething(String protocol, long seconds) {
    Map<String, String> settings =
        Map.of("host", "a", "port", "601", "protocol", protocol, "livenessProbeInterval", "9 s");
    assertThat(LoopMaker.rules(SenderConfig.of(settings)).livenessIntervalNanos())
        .isEqualTo(seconds * 1_000_000_000L);
  }
}
