package io.github.failoversyslog.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "EMERGENCY, 0", "Emerg, 0", "panic, 0", "ALERT, 1", "fatal, 1", "Critical, 2", "CRIT, 2",
    "error, 3", "ERR, 3", "warning, 4", "WARN, 4", "Notice, 5", "INFORMATIONAL, 6", "info, 6",
    "debug, 7"
  })
  void hasACaseInsensitiveName(String name, int code) {
    assertThat(Severity.named(name)).isNotNull().extracting(Severity::ordinal).isEqualTo(code);
  }

  @Test
  void hasNoOtherNames() {
    assertThat(Severity.named("VERBOSE")).isNull();
    assertThat(Severity.named("")).isNull();
  }
}
