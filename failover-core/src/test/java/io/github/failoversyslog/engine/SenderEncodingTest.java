package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.times;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.net.LocalAddresses;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.MockedStatic;

class SenderEncodingTest {

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void looksUpTheAddressesOfThisHostIfMessagesBearThem(String includeOrigin, int times) {
    SenderConfig config =
        SenderConfig.of(Map.of("host", "log1", "port", "601", "includeOrigin", includeOrigin));
    try (MockedStatic<LocalAddresses> addresses = mockStatic()) {
      addresses.when(LocalAddresses::known).thenReturn(List.of("192.0.2.7"));
      assertThat(message(SenderEncoding.of(config)).split("192\\.0\\.2\\.7", -1))
          .hasSize(1 + times);
      addresses.verify(LocalAddresses::known, times(times));
    }
  }

  private static String message(Encoding encoding) {
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    encoding.begin(encoder, Severity.WARNING, 0, 0, null);
    encoder.text("text");
    encoder.finish();
    return new String(buffer.array(), 0, buffer.length(), US_ASCII);
  }
}
