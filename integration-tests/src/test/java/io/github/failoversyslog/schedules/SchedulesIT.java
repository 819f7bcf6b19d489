package io.github.failoversyslog.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedules of threads: the code as it is passes every check, and each check finds the mutants that
 * name it.
 */
@Tag("full")
class SchedulesIT {
  private static final Duration TO_PASS = Duration.ofMinutes(2);
  private static final Duration TO_FIND = Duration.ofSeconds(60);

  @TempDir private Path folder;

  static Stream<ScheduleCheck> checks() throws IOException {
    String ring = "io.github.failoversyslog.ring.RingOperations";
    return Stream.concat(
        Stream.of(
            new ScheduleCheck("lincheck", ring, "model"),
            new ScheduleCheck("threads", ring, "stress")),
        Mutant.all().map(Mutant::check).distinct());
  }

  static Stream<Mutant> mutants() throws IOException {
    return Mutant.all();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void theCodePassesEveryCheck(ScheduleCheck check) throws Exception {
    ScheduleCheck.Result result = check.run(folder, List.of(), TO_PASS);
    print("no mutant", check, result);
    assertThat(result.exitCode()).as("%s", result.output()).isZero();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void everyMutantIsFound(Mutant mutant) throws Exception {
    ScheduleCheck.Result result = mutant.check().run(folder, List.of(mutant.patch()), TO_FIND);
    print(mutant.name(), mutant.check(), result);
    assertThat(result.exitCode()).as("%s", result.output()).isEqualTo(ScheduleProcess.FAULT);
  }

  private static void print(String mutant, ScheduleCheck check, ScheduleCheck.Result result) {
    System.out.printf(
        "%s: %s, %.1f s%s%n", mutant, check, result.seconds(), result.exitCode() < 0 ? "+" : "");
  }
}
