package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {

  @ParameterizedTest
  @CsvSource({
    "Connection reset, RESET",
    "Connection reset by peer, RESET",
    "Broken pipe, RESET",
    "Connection timed out, SILENCE",
    "No route to host, SILENCE",
    "something never heard of, SILENCE",
    ", SILENCE"
  })
  void isAResetOnlyIfTheKernelSaysSo(String words, Loss expected) {
    assertThat(Loss.of(new IOException(words))).isEqualTo(expected);
  }
}
