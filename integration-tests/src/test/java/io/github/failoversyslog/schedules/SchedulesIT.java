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

  private static final String LINCHECK = "lincheck";
  private static final String THREADS = "threads";

  @TempDir private Path folder;

  private static Stream<ScheduleCheck> checks(String tool) throws IOException {
    String ring = "io.github.failoversyslog.ring.RingOperations";
    return Stream.concat(
            Stream.of(
                new ScheduleCheck(LINCHECK, ring, "model"),
                new ScheduleCheck(THREADS, ring, "stress")),
            Mutant.all().map(Mutant::check).distinct())
        .filter(check -> check.tool().equals(tool));
  }

  private static Stream<Mutant> mutants(String tool) throws IOException {
    return Mutant.all().filter(mutant -> mutant.check().tool().equals(tool));
  }

  static Stream<ScheduleCheck> checksOfModels() throws IOException {
    return checks(LINCHECK);
  }

  static Stream<Mutant> mutantsForModels() throws IOException {
    return mutants(LINCHECK);
  }

  static Stream<ScheduleCheck> checksOfThreads() throws IOException {
    return checks(THREADS);
  }

  static Stream<Mutant> mutantsForThreads() throws IOException {
    return mutants(THREADS);
  }

  @ParameterizedTest
  @MethodSource("checksOfModels")
  void theCodePassesEveryCheckOfAModel(ScheduleCheck check) throws Exception {
    passes(check);
  }

  @ParameterizedTest
  @MethodSource("mutantsForModels")
  void everyMutantIsFoundInAModel(Mutant mutant) throws Exception {
    isFound(mutant);
  }

  /** They need processors for themselves: threads that take turns meet nothing. */
  @ParameterizedTest
  @Tag("alone")
  @MethodSource("checksOfThreads")
  void theCodePassesEveryCheckOfThreads(ScheduleCheck check) throws Exception {
    passes(check);
  }

  @ParameterizedTest
  @Tag("alone")
  @MethodSource("mutantsForThreads")
  void everyMutantIsFoundByThreads(Mutant mutant) throws Exception {
    isFound(mutant);
  }

  private void passes(ScheduleCheck check) throws IOException, InterruptedException {
    ScheduleCheck.Result result = check.run(folder, List.of(), TO_PASS);
    print("no mutant", check, result);
    assertThat(result.exitCode()).as("%s", result.output()).isZero();
  }

  private void isFound(Mutant mutant) throws IOException, InterruptedException {
    ScheduleCheck.Result result = mutant.check().run(folder, List.of(mutant.patch()), TO_FIND);
    print(mutant.name(), mutant.check(), result);
    assertThat(result.exitCode()).as("%s", result.output()).isEqualTo(ScheduleProcess.FAULT);
  }

  private static void print(String mutant, ScheduleCheck check, ScheduleCheck.Result result) {
    System.out.printf(
        "%s: %s, %.1f s%s%n", mutant, check, result.seconds(), result.exitCode() < 0 ? "+" : "");
  }
}
