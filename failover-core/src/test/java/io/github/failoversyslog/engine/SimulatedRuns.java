package io.github.failoversyslog.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Plays single schedules. */
final class SimulatedRuns {
  private SimulatedRuns() {}

  /** Returns the failure, if there was one. */
  static Optional<String> outcomeOf(Simulation simulation) {
    try {
      Play.of(simulation);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      StringWriter stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack));
      return Optional.of(stack.toString());
    }
  }

  /** The events of a schedule, and how it ends. */
  static String storyOf(long seed) {
    Simulation simulation = new Simulation(Schedule.of(seed), true);
    String outcome = outcomeOf(simulation).orElse("all went well");
    return "-Dsim.seed=%d%n%s%s%nIt reached %s. The law is in Ledger; a seed that found a defect is kept in KeptSeedsTest."
        .formatted(seed, simulation.story(), outcome, simulation.situations().seen());
  }
}
