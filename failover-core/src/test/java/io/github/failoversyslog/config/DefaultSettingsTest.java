package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultSettingsTest extends ConfigStory {
  private final SenderConfig config = with();

  @Test
  void thereIsOneServerAndNoFailback() {
    assertThat(config.servers()).containsExactly(new Server("log1", 601));
    assertThat(config.primary()).isEqualTo(new Server("log1", 601));
    assertThat(config.failback()).isEmpty();
    assertThat(config.protocol()).isEqualTo(Protocol.TCP);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void connectionsHaveTheDocumentedDefaults() {
    assertThat(config.connection())
        .isEqualTo(
            new ConnectionSettings(
                Duration.ofSeconds(60), // livenessProbeInterval
                OptionalInt.empty(), // probePort
                Duration.ofSeconds(10), // connectTimeout
                Duration.ofSeconds(10), // writeTimeout
                Duration.ofSeconds(5), // closeTimeout
                Duration.ofSeconds(10), // stableAfter
                Duration.ofSeconds(1), // reconnectDelay
                Duration.ofSeconds(60), // maxReconnectDelay
                Duration.ofSeconds(10), // resendWindow
                256 * 1024)); // sendBufferSize
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void messagesHaveTheDocumentedDefaults() {
    MessageSettings message = config.message();
    assertThat(message.format()).isEqualTo(MessageFormat.RFC5424);
    assertThat(message.text().stackTrace()).isEqualTo(StackTrace.MESSAGE);
    assertThat(message.text().stackTracePattern()).isEmpty();
    assertThat(message.text().controlCharacters()).isEqualTo(ControlCharacters.KEEP);
    assertThat(message.header().markerAsMessageId()).isFalse();
    assertThat(message.data().includes()).isEmpty();
    assertThat(message.data().enterpriseNumber()).isEqualTo("32473");
    assertThat(message.framing()).isEqualTo(FramingMode.OCTET_COUNTING);
    assertThat(message.header().facility()).isEqualTo(Facility.USER);
    assertThat(message.header().hostName()).isEmpty();
    assertThat(message.header().appName()).isEqualTo("-");
    assertThat(message.header().processId())
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(message.header().messageId()).isEqualTo("-");
    assertThat(message.data().mdcElementId()).isEqualTo("mdc@32473");
    assertThat(message.data().logElementId()).isEqualTo("log@32473");
    assertThat(message.data().mdcIncludes()).isEmpty();
    assertThat(message.data().mdcExcludes()).isEmpty();
    assertThat(message.text().byteOrderMark()).isFalse();
    assertThat(message.text().newlineEscape()).contains("\\n");
    assertThat(message.maxBytes()).isEqualTo(64 * 1024);
  }

  @Test
  void theBufferHas8MegabytesAndDiscards() {
    assertThat(config.buffer())
        .isEqualTo(
            new BufferSettings(
                8 * 1024 * 1024,
                Optional.empty(),
                Overflow.DISCARD,
                Severity.WARNING,
                Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n"})
  void everyEmptySettingCountsAsAbsent(String empty) {
    for (Setting setting : Setting.all()) {
      if (setting != Setting.HOST
          && setting != Setting.FAILBACK
          && setting != Setting.TLS_FINGERPRINTS) { // it would pin nothing
        settings.put(setting.toString(), empty);
      }
    }
    assertThat(with()).isEqualTo(config);
  }
}
