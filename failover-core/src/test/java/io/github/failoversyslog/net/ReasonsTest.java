package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
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

  @ParameterizedTest
  @CsvSource({
    "log1, unknown host",
    "'log1: ', unknown host",
    ", unknown host",
    "log1: Name or service not known, name or service not known",
    "log10: name or service not known, log10: name or service not known",
    "too many look-ups, too many look-ups"
  })
  void namesTheHostOnceIfItCannotBeResolved(String words, String expected) {
    assertThat(Reasons.ofLookUp("log1", new UnknownHostException(words))).isEqualTo(expected);
  }
}
