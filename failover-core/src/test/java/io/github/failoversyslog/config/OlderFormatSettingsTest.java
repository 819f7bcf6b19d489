package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OlderFormatSettingsTest extends ConfigStory {
  @Test
  void limitsMessagesToASmallerDefaultSize() {
    assertThat(with("format", "RFC3164").message().maxBytes()).isEqualTo(1024);
    assertThat(with("maxMessageSize", "2 KB").message().maxBytes()).isEqualTo(2048);
    assertThat(with("protocol", "udp").message().maxBytes()).isEqualTo(2048);
  }

  @Test
  void warnsAboutSettingsWithoutEffectInThisFormat() {
    assertThat(with("format", "rfc3164", "sequenceId", "true", "mdcIncludes", "user").warnings())
        .containsExactly(
            "mdcIncludes, sequenceId have no effect with format rfc3164; use format rfc5424 or"
                + " remove them");
  }
}
