package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Rules;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopMakerTest {

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
