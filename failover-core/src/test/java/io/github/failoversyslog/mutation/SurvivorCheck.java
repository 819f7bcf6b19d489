package io.github.failoversyslog.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the mutants that survived in the reports of PIT with those that are listed, each with
 * the reason why no test can find it.
 */
public final class SurvivorCheck {
  private SurvivorCheck() {}

  /**
   * @param arguments the folder of the reports, the list, and the packages whose survivors have to
   *     be listed; of others they are only counted
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Integer> listed = Survivors.listedIn(Files.readAllLines(Path.of(arguments[1])));
    Set<String> complete = Set.copyOf(Arrays.asList(arguments).subList(2, arguments.length));
    List<String> unlisted = new ArrayList<>();
    for (Path report : Survivors.reportsIn(Path.of(arguments[0]))) {
      Map<String, Integer> survivors = Survivors.of(report);
      List<String> more = Survivors.beyond(survivors, listed);
      System.out.printf(
          "%s: %,d survivors, %,d of them not listed%n",
          report.getParent().getFileName(),
          survivors.values().stream().mapToInt(Integer::intValue).sum(),
          more.size());
      more.stream()
          .filter(line -> complete.contains(line.substring(0, line.indexOf('.'))))
          .forEach(unlisted::add);
    }
    if (!unlisted.isEmpty()) {
      throw new IllegalStateException(
          "these mutants survived; expected: a test that fails for each, or a line in %s with the reason why none can:%n%s"
              .formatted(arguments[1], String.join("\n", unlisted)));
    }
  }
}
