package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SdIdSettingsTest extends ConfigStory {
  private static final String TOKEN = "0123abcd-4567-89ef-0123-456789abcdef"; // 36 characters

  private SenderConfig withIds(String... ids) {
    return SenderConfig.of(settings, List.of(ids), List.of(), Optional.empty());
  }

  @Test
  void isReportedWithTheOtherFaultsIfItWouldBeTruncated() {
    settings.put("port", "0");
    assertThatThrownBy(() -> withIds(TOKEN + "@41058", "app", "n".repeat(27)))
        .hasMessage(
            "port is \"0\"; expected a whole number from 1 to 65535; the id of structured data \""
                + TOKEN
                + "@41058\" has 42 characters; expected at most 32 (RFC 5424), or longSdIds=true,"
                + " which sends it whole; the id of structured data \""
                + "n".repeat(27)
                + "@32473\" has 33 characters; expected at most 32 (RFC 5424), or longSdIds=true,"
                + " which sends it whole");
  }

  @Test
  void mayHaveAsManyCharactersAsTheRfcAllows() {
    assertThat(withIds("n".repeat(26), "n".repeat(30) + "@7").message().data().longSdIds())
        .isFalse();
  }

  @Test
  void mayBeLongerIfConfigured() {
    settings.put("longSdIds", "true");
    assertThat(withIds(TOKEN + "@41058").message().data().longSdIds()).isTrue();
  }
}
