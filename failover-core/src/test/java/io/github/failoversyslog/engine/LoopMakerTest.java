package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopMakerTest {

  @ParameterizedTest
  @CsvSource({"tcp, true", "tls, true", "relp, false", "udp, false"})
  void renewsConnectionsWhoseEndProvesThatEverythingWasRead(String protocol, boolean renewed) {
    SenderConfig config = SenderConfig.of(Map.of("host", "a", "port", "601", "protocol", protocol));
    assertThat(LoopMaker.rules(config).renewals()).isEqualTo(renewed);
  }
}
