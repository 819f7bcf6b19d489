package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Senders in simulated networks, in virtual time: whatever servers and network do, within the
 * assumptions of {@code docs/delivery.md}, every accepted message is read by a server, in the ring,
 * or counted. All together reach every {@link Situation}. {@code -Dsim.seed=} prints the events of
 * one schedule.
 */
class DeliverySimulationTest {
  private static final int SCHEDULES = Integer.getInteger("sim.schedules", 100_000);
  private static final int SCHEDULES_PER_PAIR = 64;

  private final SituationCounts counts = new SituationCounts();
  private final LongAdder simulatedNanos = new LongAdder();

  @Test
  void countsEveryMessageThatItLosesAndReachesEverySituation() {
    Long one = Long.getLong("sim.seed");
    if (one != null) {
      fail(SimulatedRuns.storyOf(one));
    }
    long first = firstSeed();
    System.out.println(SCHEDULES + " schedules, seeds from " + first + " on");
    long begunNanos = System.nanoTime();
    LongAdder played = new LongAdder();
    OptionalLong failed =
        LongStream.range(first, first + SCHEDULES)
            .parallel()
            .peek(seed -> played.increment())
            .filter(seed -> play(seed).isPresent())
            .findAny();
    failed.ifPresent(
        seed -> fail("after " + played + " schedules: " + SimulatedRuns.storyOf(seed)));
    System.out.print(counts.table());
    System.out.println(
        simulatedNanos.sum() / (System.nanoTime() - begunNanos) + " s simulated per second");
    assertThat(counts.missing(SCHEDULES)).as("situations that no schedule has reached").isEmpty();
  }

  private static long firstSeed() {
    return Long.getLong("sim.first", new Random().nextLong() >>> 16);
  }

  private Optional<String> play(long seed) {
    Simulation simulation = new Simulation(Schedule.of(seed), false);
    Optional<String> outcome = SimulatedRuns.outcomeOf(simulation);
    counts.add(seed, simulation.situations().seen());
    simulatedNanos.add(simulation.timeline().now());
    return outcome;
  }

  @Test
  void doesTheSameWhateverTheTimeOfDay() {
    Long one = Long.getLong("sim.seed");
    long first = one == null ? firstSeed() : one;
    LongStream.range(first, first + (one == null ? SCHEDULES / SCHEDULES_PER_PAIR : 1))
        .parallel()
        .forEach(
            seed ->
                assertThat(countersOf(new Simulation(Schedule.of(seed), false, true)))
                    .as("seed " + seed)
                    .isEqualTo(countersOf(new Simulation(Schedule.of(seed), false, false))));
  }

  private static String countersOf(Simulation simulation) {
    Optional<String> failure = SimulatedRuns.outcomeOf(simulation);
    String outcome = failure.flatMap(text -> text.lines().findFirst()).orElse("");
    return String.format(
        "%s sent, %s repeated, %s confirmed, %s unconfirmed, %s renewals, %s lost; %d ns %s",
        simulation.counters().sent,
        simulation.counters().repeated,
        simulation.counters().confirmed,
        simulation.counters().releasedUnconfirmed,
        simulation.counters().renewals,
        simulation.counters().connectionsLost,
        simulation.timeline().now(),
        outcome);
  }
}
