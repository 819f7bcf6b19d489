package io.github.failoversyslog.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state that the machine can reach, with 1 to 4 servers and all settings: no step breaks a
 * rule, and no server that can be reached is passed over for ever. Prints the numbers of states and
 * steps and the time; a fault is printed as the story that leads to it.
 */
class FailoverModelTest {
  private static final long STATES = 423_700;
  private static final Duration LIMIT =
      Duration.ofSeconds(60); // of each processor; it takes about 10 s

  /** What was found with one configuration. */
  private record Result(int states, int edges, long steps) {}

  @Test
  void keepsItsGuaranteesInEveryStateItCanReach() {
    long startedNanos = processorNanos();
    List<Result> results =
        ModelConfig.all().stream().parallel().map(FailoverModelTest::check).toList();
    Duration time = Duration.ofNanos(processorNanos() - startedNanos);
    long states = sum(results, Result::states);
    System.out.printf(
        "FailoverMachine: %d configurations, %,d states, %,d edges, %,d steps, %d ms of each processor%n",
        results.size(),
        states,
        sum(results, Result::edges),
        sum(results, Result::steps),
        time.toMillis());
    assertThat(states).as("states; others if a rule has changed, and only then").isEqualTo(STATES);
    assertThat(time).as("time for all states").isLessThan(LIMIT);
  }

  /** The time that one of the processors took for this process, if all took the same. */
  private static long processorNanos() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / system.getAvailableProcessors();
  }

  private static long sum(List<Result> results, ToLongFunction<Result> part) {
    return results.stream().mapToLong(part).sum();
  }

  private static Result check(ModelConfig config) {
    ModelExplorer explorer = new ModelExplorer(config);
    ModelGraph graph = explorer.explore();
    for (int server = 0; server < config.servers(); server++) {
      new FairCycles(config, graph, server).check();
    }
    return new Result(graph.states(), graph.edges(), explorer.steps());
  }

  @ParameterizedTest
  @EnumSource
  void noticesAFault(Mutant mutant) {
    ModelConfig config = ModelConfig.of(3, 2, true, true);
    Throwable found = catchThrowable(() -> check(config.with(mutant::of)));
    if (found == null || !String.valueOf(found.getMessage()).contains(mutant.rule())) {
      assumeThatCode(() -> check(config))
          .as("the machine itself breaks a rule: see the other test")
          .doesNotThrowAnyException();
    }
    assertThat(found)
        .as("%s", mutant)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(mutant.rule())
        .hasMessageContaining("START"); // a story
  }
}
