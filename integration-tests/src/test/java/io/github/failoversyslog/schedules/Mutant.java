package io.github.failoversyslog.schedules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault put into the production code by hand.
 *
 * @param patch begins with what is wrong, and with {@code Found-by:} and a {@link ScheduleCheck}
 */
record Mutant(Path patch) {
  private static final Path FOLDER = Path.of("src/test/mutants");
  private static final String FOUND_BY = "Found-by: ";

  static Stream<Mutant> all() throws IOException {
    try (Stream<Path> patches = Files.list(FOLDER)) {
      return patches.sorted().map(Mutant::new).toList().stream();
    }
  }

  /** The check that has to find it. */
  ScheduleCheck check() {
    try {
      List<String> lines = Files.readAllLines(patch);
      String foundBy = lines.stream().filter(line -> line.startsWith(FOUND_BY)).findFirst().get();
      return ScheduleCheck.of(foundBy.substring(FOUND_BY.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return patch.getFileName().toString().replace(".patch", "");
  }

  @Override
  public String toString() {
    return name();
  }
}
