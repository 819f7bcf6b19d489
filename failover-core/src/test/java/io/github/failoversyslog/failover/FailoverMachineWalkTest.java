package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random walks through simulated worlds; jqwik prints the seeds. */
class FailoverMachineWalkTest {
  private static final int STEPS = 500;

  /** 400 walks of 500 steps; the world checks every step. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void keepsItsGuaranteesInRandomWorlds(@ForAll("rules") Rules rules, @ForAll long seed) {
    SimulatedWorld world = new SimulatedWorld(rules, seed);
    world.start();
    for (int i = 0; i < STEPS; i++) {
      world.nextThing();
    }
    int survivor = world.calmsDown();
    world.runFor(seconds(1200));
    assertThat(world.serverInUse()).as("the only server that can be reached").hasValue(survivor);
    world.stop();
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(true, false),
            Arbitraries.of(seconds(1), seconds(7), seconds(60)),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(0L, seconds(0.3), seconds(3), seconds(60)),
            Arbitraries.of(true, false),
            Arbitraries.of(seconds(0.5), seconds(10)))
        .as(
            (servers, failback, probeInterval, required, livenessInterval, renewals, stableAfter) ->
                new Rules(
                    servers,
                    failback && servers > 1,
                    probeInterval,
                    required,
                    livenessInterval,
                    renewals,
                    stableAfter,
                    new Backoff(seconds(1), seconds(60))));
  }
}
