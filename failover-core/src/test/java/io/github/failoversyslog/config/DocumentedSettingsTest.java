package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} and {@link Setting} are consistent. */
class DocumentedSettingsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  /** One row of a table, without Markdown. */
  private record Row(String name, String value, String byDefault, String meaning) {}

  @Test
  void everySettingIsInATableWithItsValuesDefaultAndMeaning() throws IOException {
    assertThat(documented())
        .containsExactlyInAnyOrderElementsOf(
            Setting.all().stream()
                .filter(setting -> setting != Setting.FAILBACK) // an element, with a table
                .map(DocumentedSettingsTest::row)
                .toList());
  }

  private static Row row(Setting setting) {
    return new Row(
        setting.toString(), setting.kind().description(), setting.byDefault(), setting.meaning());
  }

  private static List<Row> documented() throws IOException {
    List<Row> rows = new ArrayList<>();
    String prefix = "";
    boolean ofSettings = false;
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("## ")) {
        prefix = line.equals("## Failback") ? "failback." : "";
      }
      if (line.startsWith("| name |")) {
        ofSettings = line.startsWith("| name | value | default | meaning |");
      } else if (!line.startsWith("|")) {
        ofSettings = false;
      } else if (ofSettings && !line.startsWith("|---")) {
        List<String> cells =
            Arrays.stream(line.split("\\|", -1)).map(DocumentedSettingsTest::plain).toList();
        rows.add(new Row(prefix + cells.get(1), cells.get(2), cells.get(3), cells.get(4)));
      }
    }
    return rows;
  }

  private static String plain(String cell) {
    return cell.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("`", "").strip();
  }
}
