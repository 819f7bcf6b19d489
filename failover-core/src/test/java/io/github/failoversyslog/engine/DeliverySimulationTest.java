package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Senders in simulated networks, in virtual time: whatever servers and network do, within the
 * assumptions of {@code docs/delivery.md}, every accepted message is read by a server, in the ring,
 * or counted. {@code -Dsim.seed=} prints the events of one schedule.
 */
class DeliverySimulationTest {
  private static final int SCHEDULES = Integer.getInteger("sim.schedules", 100_000);

  @Test
  void countsEveryMessageThatItLoses() {
    Long one = Long.getLong("sim.seed");
    if (one != null) {
      fail(storyOf(one));
    }
    long first = new Random().nextLong() >>> 16;
    System.out.println(SCHEDULES + " schedules, seeds from " + first + " on");
    LongAdder played = new LongAdder();
    OptionalLong failed =
        LongStream.range(first, first + SCHEDULES)
            .parallel()
            .peek(seed -> played.increment())
            .filter(seed -> outcomeOf(new Simulation(Schedule.of(seed), false)).isPresent())
            .findAny();
    failed.ifPresent(seed -> fail("after " + played + " schedules: " + storyOf(seed)));
  }

  private static String storyOf(long seed) {
    Simulation simulation = new Simulation(Schedule.of(seed), true);
    String outcome = outcomeOf(simulation).orElse("all went well");
    return "-Dsim.seed=" + seed + "\n" + simulation.story() + outcome;
  }

  /** Returns the failure, if there was one. */
  private static Optional<String> outcomeOf(Simulation simulation) {
    try {
      Play.of(simulation);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      StringWriter stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack));
      return Optional.of(stack.toString());
    }
  }
}
