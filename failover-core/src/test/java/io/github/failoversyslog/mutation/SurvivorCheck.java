package io.github.failoversyslog.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the mutants that survived in the reports of PIT with those that are listed, each with
 * the reason why no test can find it.
 */
public final class SurvivorCheck {
  private SurvivorCheck() {}

  /**
   * @param arguments the folder of the reports, one for each package, and the list
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Integer> listed = Survivors.listedIn(Files.readAllLines(Path.of(arguments[1])));
    List<Path> reports = Survivors.reportsIn(Path.of(arguments[0]));
    List<String> unlisted = new ArrayList<>();
    for (Path report : reports) {
      Map<String, Integer> survivors = Survivors.of(report);
      unlisted.addAll(Survivors.beyond(survivors, listed));
      System.out.printf(
          "%s: %,d mutants survived%n",
          report.getParent().getFileName(),
          survivors.values().stream().mapToInt(Integer::intValue).sum());
    }
    if (reports.isEmpty() || !unlisted.isEmpty()) {
      throw new IllegalStateException(
          "of the mutants in %d reports these survived; expected: a test that fails for each, or a line in %s with the reason why none can:%n%s"
              .formatted(reports.size(), arguments[1], String.join("\n", unlisted)));
    }
  }
}
