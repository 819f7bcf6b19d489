package io.github.failoversyslog.docs;

import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code docs/status.md}. */
final class StatusDocument {
  /** The placeholder for parameters. */
  static final String PLACE = "<>";

  private static final Pattern HEADING = Pattern.compile("#+ `?([^`]+)`?");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|");

  /** Sections whose rows are not texts of this library, or are parts of texts listed elsewhere. */
  private static final Set<String> WITHOUT_OWN_TEXTS =
      Set.of("Find a line", "Operating system and JVM");

  private StatusDocument() {}

  /**
   * @param section the heading above the row
   */
  record Row(String section, String text, String meaning, String remedy) {

    /** The text with uniform placeholders, prefixed with the kind of status line. */
    String shape() {
      boolean kind = Stream.of(Status.Kind.values()).anyMatch(any -> any.name().equals(section));
      return (kind ? section + ": " : "") + text.replaceAll("<[^<>]+>", PLACE);
    }
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(Path.of("../docs/status.md"))) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (row.matches() && !WITHOUT_OWN_TEXTS.contains(section)) {
        rows.add(new Row(section, row.group(1), row.group(2), row.group(3)));
      } else if (line.startsWith("| `") && !WITHOUT_OWN_TEXTS.contains(section)) {
        throw new IOException("not a row of three cells: " + Arrays.toString(line.split("[|]")));
      }
    }
    return rows;
  }
}
