package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailbackSettingsTest extends ConfigStory {
  @Test
  void isOnWithItsDefaultsWhenTheElementIsEmpty() {
    assertThat(with("failoverServers", "log2", "failback", "").failback())
        .contains(new Failback(Duration.ofSeconds(60), 3));
  }

  @Test
  void isOnWhenOneOfItsSettingsIsThere() {
    assertThat(with("failoverServers", "log2", "failback.successfulProbesRequired", "5").failback())
        .contains(new Failback(Duration.ofSeconds(60), 5));
    assertThat(with("failback.tcpProbeInterval", "2 min").failback())
        .contains(new Failback(Duration.ofMinutes(2), 5));
  }

  @Test
  void isOnWithItsDefaultsWhenTheElementHasEmptySettings() {
    assertThat(
            with(("failoverServers=log2=failback==failback.tcpProbeInterval="
                        + "=failback.successfulProbesRequired= ")
                    .split("="))
                .failback())
        .contains(new Failback(Duration.ofSeconds(60), 3));
  }

  @Test
  void isOffWhenThereAreOnlyEmptySettings() {
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
  void needsAProbe(String required) {
    assertThat(refusalOf("failoverServers", "log2", "failback.successfulProbesRequired", required))
        .isEqualTo(
            "failback.successfulProbesRequired is \""
                + required
                + "\"; expected a whole number from 1 to 1000000");
  }

  @Test
  void isWarnedOfWhenItProbesMoreOftenThanOnceASecond() {
    with("failoverServers", "log2");
    assertThat(with("failback.tcpProbeInterval", "999 ms").warnings())
        .containsExactly(
            "failback.tcpProbeInterval is 999 ms; use 1 s or more to limit the load on the primary");
    assertThat(with("failback.tcpProbeInterval", "1 s").warnings()).isEmpty();
  }
}
