package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailbackSettingsTest extends ConfigStory {
  @Test
  void isEnabledWithDefaultsByAnEmptyElement() {
    assertThat(with("failoverServers", "log2", "failback", "").failback())
        .contains(new Failback(Duration.ofSeconds(60), 3));
  }

  @Test
  void isEnabledByAnyOfItsSettings() {
    assertThat(with("failoverServers", "log2", "failback.successfulProbesRequired", "5").failback())
        .contains(new Failback(Duration.ofSeconds(60), 5));
    assertThat(with("failback.tcpProbeInterval", "2 min").failback())
        .contains(new Failback(Duration.ofMinutes(2), 5));
  }

  @Test
  void isEnabledWithDefaultsByAnElementWithEmptySettings() {
    assertThat(
            with(("failoverServers=log2=failback==failback.tcpProbeInterval="
                        + "=failback.successfulProbesRequired= ")
                    .split("="))
                .failback())
        .contains(new Failback(Duration.ofSeconds(60), 3));
  }

  @Test
  void isDisabledWithOnlyEmptySettings() {
    assertThat(with("failoverServers", "log2", "failback.tcpProbeInterval", "").failback())
        .isEmpty();
  }

  @Test
  void isRefusedWithoutFailoverServers() {
    assertThat(refusalOf("failback", ""))
        .isEqualTo(
            "failback is set without failoverServers;"
                + " expected at least one server to fail back from");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "many"})
  void requiresAtLeastOneProbe(String required) {
    assertThat(refusalOf("failoverServers", "log2", "failback.successfulProbesRequired", required))
        .isEqualTo(
            "failback.successfulProbesRequired is \""
                + required
                + "\"; expected a whole number from 1 to 1000000");
  }

  @Test
  void causesAWarningIfItProbesMoreThanOncePerSecond() {
    with("failoverServers", "log2");
    assertThat(with("failback.tcpProbeInterval", "999 ms").warnings())
        .containsExactly(
            "failback.tcpProbeInterval is 999 ms; use 1 s or more to limit the load on the primary");
    assertThat(with("failback.tcpProbeInterval", "1 s").warnings()).isEmpty();
  }
}
