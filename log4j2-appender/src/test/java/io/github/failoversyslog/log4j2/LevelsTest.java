package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.spi.StandardLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
  private static final Path GUIDE = Path.of("..", "docs", "messages.md");
  private static final Pattern NAME = Pattern.compile("`([A-Z]+)`");

  private static int log4jsOwn(Level level) {
    return org.apache.logging.log4j.core.net.Severity.getSeverity(level).getCode();
  }

  @ParameterizedTest
  @EnumSource(StandardLevel.class)
  void everyStandardLevelHasTheSeverityThatLog4jGivesIt(StandardLevel standard) {
    Level level = Level.valueOf(standard.name());

    assertThat(Log4jEvents.severityOf(level).ordinal()).isEqualTo(log4jsOwn(level));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 150, 250, 350, 450, 550, 650})
  void soHasACustomLevel(int number) {
    Level level = Level.forName("CUSTOM" + number, number);

    assertThat(Log4jEvents.severityOf(level).ordinal()).isEqualTo(log4jsOwn(level));
  }

  @ParameterizedTest
  @CsvSource({
    "FATAL, ALERT",
    "OFF, EMERGENCY",
    "ERROR, ERROR",
    "WARN, WARNING",
    "INFO, INFORMATIONAL",
    "DEBUG, DEBUG",
    "TRACE, DEBUG",
    "ALL, DEBUG"
  })
  void fatalIsAnAlertAndOffAnEmergency(String level, Severity severity) {
    assertThat(Log4jEvents.severityOf(Level.valueOf(level))).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "NOTICE, NOTICE", "Alert, ALERT", "Critical, CRITICAL", "CRIT, CRITICAL",
    "EMERGENCY, EMERGENCY", "EMERG, EMERGENCY", "Panic, EMERGENCY", "WARNING, WARNING",
    "ERR, ERROR", "INFORMATIONAL, INFORMATIONAL"
  })
  void aCustomLevelNamedAfterASeverityHasIt(String name, Severity severity) {
    assertThat(Log4jEvents.severityOf(Level.forName(name, 450))).isEqualTo(severity);
  }

  @Test
  void anEventWithoutLevelIsANotice() {
    assertThat(Log4jEvents.severityOf(null)).isEqualTo(Severity.NOTICE);
  }

  /** Rows such as {@code | 1 `alert` | `FATAL` | | `ALERT` |}. */
  @Test
  void theDocumentedTableIsRight() throws IOException {
    List<String> rows =
        Files.readAllLines(GUIDE).stream().filter(line -> line.matches("\\| [0-7] .*")).toList();
    assertThat(rows).hasSize(8);
    List<String> standard = new ArrayList<>();
    for (int code = 0; code < rows.size(); code++) {
      String[] cells = rows.get(code).split("\\|", -1);
      assertThat(cells[1].strip()).startsWith(code + " ");
      for (String level : namesIn(cells[2])) {
        standard.add(level);
        assertThat(Log4jEvents.severityOf(Level.valueOf(level)).ordinal())
            .as(level)
            .isEqualTo(code);
      }
      for (String level : namesIn(cells[4])) {
        assertThat(Log4jEvents.severityOf(Level.forName(level, 450)).ordinal())
            .as(level)
            .isEqualTo(code);
        assertThat(Severity.named(level)).isNotNull();
      }
    }
    assertThat(standard)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StandardLevel.values()).map(StandardLevel::name).toList());
  }

  private static List<String> namesIn(String cell) {
    return NAME.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}
