package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.status.InvalidConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyslogSenderTest {

  @Test
  void isCreatedFromSettingsByName() {
    SyslogSender sender = SyslogSender.of("TEST", Map.of("host", "log1"), status -> {});

    assertThat(sender.stop()).isTrue();
    assertThat(sender.hasEnded()).isTrue();
  }

  @Test
  void reportsAllInvalidSettings() {
    assertThatThrownBy(
            () -> SyslogSender.of("TEST", Map.of("port", "0", "hots", "a"), status -> {}))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "hots is not a setting; did you mean host?;"
                + " port is \"0\"; expected a whole number from 1 to 65535;"
                + " host is missing; expected the name or address of the primary log server");
  }
}
