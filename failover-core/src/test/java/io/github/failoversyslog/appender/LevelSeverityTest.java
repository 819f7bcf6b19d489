package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelSeverityTest {
  @ParameterizedTest
  @CsvSource({
    "OFF, EMERGENCY",
    "FATAL, ALERT",
    "ERROR, ERROR",
    "WARN, WARNING",
    "INFO, INFORMATIONAL",
    "DEBUG, DEBUG",
    "TRACE, DEBUG",
    "ALL, DEBUG",
    ", NOTICE"
  })
  void isThatOfTheLevelAndThatOfAMessageWithoutPriIfThereIsNone(String level, Severity severity) {
    assertThat(LevelSeverity.of(level)).isEqualTo(severity);
  }
}
