package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

  @ParameterizedTest
  @CsvSource({
    "Connection reset, true",
    "Connection reset by peer, true",
    "Broken pipe, true",
    "Connection timed out, false",
    "No route to host, false",
    "something never heard of, false",
    ", false"
  })
  void recognisesAResetByTheMessagesOfTheKernel(String words, boolean expected) {
    assertThat(Reasons.isReset(new IOException(words))).isEqualTo(expected);
  }
}
