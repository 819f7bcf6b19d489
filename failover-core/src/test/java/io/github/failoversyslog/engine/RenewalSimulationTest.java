package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Faults of a server in each step of 10 ms around the half-close of a renewal lose no message, with
 * a latency of 100 ms each way and a message every 10 ms; nor does the end of a server's stream in
 * a stop lose one that is not counted.
 */
class RenewalSimulationTest {
  private static final long STEP_NANOS = 10 * MILLISECOND;
  private static final int STEPS = 60; // before and after: cover connect, rest and close
  private static final long LATENCY_NANOS = 100 * MILLISECOND;
  private static final long LOGGED_FOR_NANOS = 4 * SECOND;
  private static final long LOGGED_BEFORE_STOP_NANOS = SECOND;
  private static final long SHORT_STOP_NANOS = 300 * MILLISECOND; // the rest takes as long

  @Test
  void aServerIsKilled() {
    losesNothing(SimulatedServer::isKilled);
  }

  @Test
  void aServerIsKilledAfterReadingEverythingThatHadArrived() {
    losesNothing(SimulatedServer::isStopped);
  }

  @Test
  void aConnectionIsReset() {
    losesNothing(SimulatedServer::isCutOff);
  }

  @Test
  void theNetworkDropsTheConnectionsPackets() {
    losesNothing(server -> server.isForgotten(Route.Fault.FORGOTTEN, true));
  }

  @Test
  void aRouterAnswersTheConnectionsPacketsWithAReset() {
    losesNothing(server -> server.isForgotten(Route.Fault.RESETS, true));
  }

  @Test
  void theNetworkDropsTheServersPackets() {
    losesNothing(server -> server.isForgotten(Route.Fault.ONLY_THERE, true));
  }

  @Test
  void theNetworkDropsTheSendersPackets() {
    losesNothing(server -> server.isForgotten(Route.Fault.ONLY_BACK, true));
  }

  @Test
  void aServerThatEndsItsStreamInAStopWithoutTimeForARestGivesNoReceipt() {
    boolean tooSoon =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> stoppedWithAnEndAfter(step * STEP_NANOS))
            .anyMatch(seen -> seen.contains(Situation.END_OF_STREAM_TOO_SOON_FOR_A_PROOF));
    assertThat(tooSoon).as("ended just after the half-close").isTrue();
  }

  /** The ledger fails if a message is lost that nothing counts. */
  private static Set<Situation> stoppedWithAnEndAfter(long nanos) {
    Simulation simulation = simulation(LOGGED_BEFORE_STOP_NANOS);
    simulation.runFor(LOGGED_BEFORE_STOP_NANOS);
    simulation.timeline().in(nanos, simulation.servers().get(0)::isStopped);
    simulation.stop(SHORT_STOP_NANOS);
    return simulation.situations().seen();
  }

  private static void losesNothing(Consumer<SimulatedServer> fault) {
    Simulation undisturbed = simulation();
    undisturbed.runFor(LOGGED_FOR_NANOS);
    long halfCloseNanos = undisturbed.ledger().firstHalfCloseNanos();
    assertThat(halfCloseNanos).as("renewed").isPositive();
    IntStream.rangeClosed(-STEPS, STEPS)
        .parallel()
        .forEach(step -> losesNothing(halfCloseNanos + step * STEP_NANOS, step, fault));
  }

  private static void losesNothing(long atNanos, int step, Consumer<SimulatedServer> fault) {
    Simulation simulation = simulation();
    SimulatedServer server = simulation.servers().get(0);
    simulation.timeline().in(atNanos, () -> fault.accept(server));
    simulation.timeline().in(atNanos + SECOND, server::returns);
    simulation.runFor(LOGGED_FOR_NANOS + 20 * SECOND);
    simulation.stop(60 * SECOND);
    String when = step * STEP_NANOS / MILLISECOND + " ms after the half-close";
    assertThat(simulation.ledger().unread()).as("not read: " + when).isZero();
    assertThat(simulation.counters().releasedUnconfirmed.sum()).as("in doubt: " + when).isZero();
  }

  private static Simulation simulation() {
    return simulation(LOGGED_FOR_NANOS);
  }

  private static Simulation simulation(long loggedForNanos) {
    Simulation simulation = new Simulation(schedule(), false);
    for (long at = STEP_NANOS; at < loggedForNanos; at += STEP_NANOS) {
      simulation.timeline().in(at, simulation::log);
    }
    return simulation;
  }

  private static Schedule schedule() {
    return new Schedule(
        13,
        SenderConfig.of(Map.of("host", "log0")),
        new Rules(
            1, false, SECOND, 1, 3 * SECOND, true, SECOND, new Backoff(SECOND / 5, 2 * SECOND)),
        SentFrames.Format.OCTET_COUNTING,
        new SimulatedConnection.Path(LATENCY_NANOS, 32_768, 32_768),
        new ServerHabits(
            SentFrames.Format.OCTET_COUNTING, 5 * MILLISECOND, 0, false, 50 * MILLISECOND, false),
        Requests.Manner.NO_TLS,
        10 * SECOND,
        16_384,
        1 << 20,
        4096,
        3 * SECOND,
        10 * SECOND,
        5 * SECOND,
        1,
        SECOND);
  }
}
