package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedules that have found a defect. A schedule follows from its seed and from the code that draws
 * it; when that code changes, the test fails for a seed that no longer reaches its situations. The
 * table of {@link DeliverySimulationTest} shows seeds that do; check with the defect put back.
 */
class KeptSeedsTest {

  /**
   * @param reason what the sender did wrong
   * @param reaches what the schedule needs to show it
   */
  record Kept(long seed, String reason, List<Situation> reaches) {}

  static Stream<Kept> kept() {
    return Stream.of(
        new Kept(
            5004027L,
            "at the stop, messages behind one that was being written were not counted",
            List.of(Situation.STOP_WITH_AN_UNCOMMITTED_MESSAGE)),
        new Kept(
            6064224L,
            "data that arrived just before a long pause counted as sent after it, so that messages"
                + " were released which the server had no time to read",
            List.of(Situation.SENDER_PAUSED_FOR_MINUTES, Situation.SERVER_HEARD_AFTER_A_PAUSE)),
        new Kept(
            6067695L,
            "the same, with a connection whose packets were dropped during the pause",
            List.of(Situation.SENDER_PAUSED_FOR_MINUTES, Situation.SERVER_HEARD_AFTER_A_PAUSE)),
        new Kept(
            2834644511069L,
            "a proof needed a rest since another connection was made, not since the last write",
            List.of(Situation.STOP_IN_A_REST)),
        new Kept(
            206180726253025L,
            "a request for a receipt after a long pause counted as written before it",
            List.of(Situation.SENDER_PAUSED_FOR_MINUTES)),
        new Kept(
            257053030062141L,
            "an end of stream that had arrived within a round trip counted as a proof, because it"
                + " was handled after a pause",
            List.of(Situation.END_OF_STREAM_TOO_SOON_FOR_A_PROOF)));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void losesNothing(Kept kept) {
    Simulation simulation = new Simulation(Schedule.of(kept.seed), false);
    assertThat(SimulatedRuns.outcomeOf(simulation)).as(kept.reason).isEmpty();
    assertThat(simulation.situations().seen()).containsAll(kept.reaches);
  }

  @ParameterizedTest
  @MethodSource("kept")
  void isTheSameEveryTime(Kept kept) {
    assertThat(SimulatedRuns.storyOf(kept.seed)).isEqualTo(SimulatedRuns.storyOf(kept.seed));
  }
}
