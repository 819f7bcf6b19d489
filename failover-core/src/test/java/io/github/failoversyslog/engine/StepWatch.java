package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Liveness;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.ProbeStatus;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.ring.Writers;

/** Recognizes situations in the steps of the failover machine. */
final class StepWatch implements WatchedSignals.StepListener {
  private static final long MINUTE_NANOS = 60 * VirtualTime.SECOND;
  private static final int MANY_ROUNDS = 5;

  private final Simulation simulation;
  private final Situations situations;
  private final int servers;

  StepWatch(Simulation simulation, Situations situations) {
    this.simulation = simulation;
    this.situations = situations;
    this.servers = simulation.schedule().servers().size();
  }

  @Override
  public void stepped(State before, Signal signal, State after) {
    boolean mayChangeNothing =
        signal.trigger() == Trigger.ALL_WRITTEN || signal.trigger() == Trigger.RECEIPT_OVERDUE;
    situations.sawIf(
        before.equals(after) && signal.generation() != State.NO_GENERATION && !mayChangeNothing,
        Situation.SIGNAL_OF_AN_OLD_CONNECTION);
    situations.sawIf(
        signal.trigger() == Trigger.RECEIPT_OVERDUE && before.liveness().isOpen(),
        Situation.RECEIPT_OVERDUE_WHILE_A_LIVENESS_PROBE_IS_OPEN);
    if (before.equals(after)) {
      return;
    }
    switch (signal.trigger()) {
      case CONNECTION_LOST -> lost(before, after);
      case LIVENESS_FAILED -> livenessFailed(before, after);
      case LIVENESS_UNKNOWN -> {
        situations.saw(Situation.LIVENESS_PROBE_WITHOUT_AN_ADDRESS);
        situations.sawIf(
            before.liveness().failures() > 0,
            Situation.LIVENESS_PROBE_WITHOUT_AN_ADDRESS_AFTER_A_FAILURE);
      }
      case RENEWAL_FAILED -> renewalFailed(before.liveness());
      case RECEIPT_OVERDUE ->
          situations.sawIf(
              after.liveness().atNanos() < before.liveness().atNanos(),
              Situation.RECEIPT_OVERDUE_BRINGS_A_RENEWAL_FORWARD);
      case RECEIPT_MISSED ->
          situations.sawIf(
              after.isWithoutReceipts(), Situation.RENEWAL_MISSED_TWO_RECEIPTS_IN_A_ROW);
      case RESTED -> rested(before);
      case PROBE_READY -> probeReady(before, after);
      case PROBE_FAILED -> probeFailed(before);
      case CONNECTED ->
          situations.sawIf(
              before.server() == 0 && isOpen(before.probes().status()),
              Situation.PRIMARY_CONNECTED_WHILE_A_PROBE_IS_OPEN);
      case CONNECT_FAILED -> connectFailed(before, after);
      case TIMER -> timer(before, after);
      case RETRY_NOW -> situations.saw(Situation.TRIED_AGAIN_IN_A_STOP);
      default -> {}
    }
  }

  /** The sender is told to stop. */
  void stops(State state) {
    situations.sawIf(simulation.isResting(), Situation.STOP_IN_A_REST);
    situations.sawIf(state.phase() == Phase.CONNECTING, Situation.STOP_WHILE_CONNECTING);
    situations.sawIf(state.phase() == Phase.WAITING, Situation.STOP_WHILE_WAITING);
    situations.sawIf(simulation.isOpeningASession(), Situation.STOP_WHILE_A_PROBE_IS_COMPLETED);
    situations.sawIf(simulation.isDraining(), Situation.STOP_WHILE_AN_OLD_CONNECTION_DRAINS);
    situations.sawIf(Writers.areAny(simulation.ring()), Situation.STOP_WITH_AN_UNCOMMITTED_MESSAGE);
  }

  private static boolean isOpen(ProbeStatus status) {
    return status != ProbeStatus.OFF && status != ProbeStatus.DUE;
  }

  private void lost(State before, State after) {
    long now = simulation.clock().now();
    boolean unproven = before.phase() == Phase.UNPROVEN;
    boolean due = unproven && now >= before.untilNanos();
    situations.sawIf(
        before.liveness().status() == ProbeStatus.RESTING,
        Situation.RENEWAL_MET_A_SERVER_THAT_DIED_IN_THE_REST);
    situations.sawIf(
        before.probes().status() == ProbeStatus.RESTING,
        Situation.FAILBACK_MET_A_SERVER_THAT_DIED_IN_THE_REST);
    situations.sawIf(simulation.isDraining(), Situation.LOST_WHILE_AN_OLD_CONNECTION_DRAINS);
    situations.sawIf(before.liveness().failures() == 1, Situation.LOST_AFTER_ONE_LIVENESS_FAILURE);
    situations.sawIf(unproven && !due, Situation.LOST_BEFORE_IT_WAS_STABLE);
    situations.sawIf(due, Situation.LOST_WHEN_THE_TIMER_THAT_MAKES_IT_STABLE_WAS_DUE);
    situations.sawIf(simulation.isStopping(), Situation.LOST_IN_A_STOP);
    situations.sawIf(
        simulation.application().writers().areAnyUncommitted(),
        Situation.RESET_BETWEEN_CLAIM_AND_COMMIT);
    roundFailed(after);
  }

  private void roundFailed(State after) {
    situations.sawIf(
        after.phase() == Phase.WAITING && after.round().failedRounds() >= MANY_ROUNDS,
        Situation.FIVE_ROUNDS_FAILED);
  }

  private void livenessFailed(State before, State after) {
    boolean second = before.liveness().failures() == 1 && servers > 1;
    situations.sawIf(second, Situation.SECOND_LIVENESS_FAILURE);
    situations.sawIf(
        second && before.probes().status() == ProbeStatus.COMPLETING,
        Situation.SECOND_LIVENESS_FAILURE_WHILE_A_FAILBACK_IS_COMPLETED);
    situations.sawIf(servers == 1 && after.isUnanswered(), Situation.ONLY_SERVER_DOES_NOT_ANSWER);
  }

  private void renewalFailed(Liveness before) {
    situations.sawIf(
        before.status() == ProbeStatus.COMPLETING,
        Situation.RENEWAL_REJECTED_WHILE_IT_WAS_COMPLETED);
    situations.sawIf(
        before.status() == ProbeStatus.RESTING,
        Situation.RENEWAL_LOST_ITS_NEW_CONNECTION_IN_THE_REST);
  }

  private void rested(State before) {
    boolean unwritten = simulation.network().isAnOldOneUnwritten();
    boolean failback = before.probes().status() == ProbeStatus.RESTING;
    situations.sawIf(unwritten && failback, Situation.FAILBACK_ADOPTED_OVER_UNWRITTEN_BYTES);
    situations.sawIf(unwritten && !failback, Situation.RENEWAL_ADOPTED_OVER_UNWRITTEN_BYTES);
  }

  private void probeReady(State before, State after) {
    situations.sawIf(before.phase() == Phase.WAITING, Situation.FAILBACK_WHILE_WAITING);
    situations.sawIf(before.phase() == Phase.CONNECTING, Situation.FAILBACK_WHILE_CONNECTING);
    situations.sawIf(
        before.phase().isConnected() && after.probes().status() == ProbeStatus.DUE,
        Situation.FAILBACK_COMPLETED_TOO_LATE);
  }

  private void probeFailed(State before) {
    ProbeStatus status = before.probes().status();
    situations.sawIf(before.probes().passed() > 0, Situation.PROBE_FAILED_AFTER_ONE_HAD_PASSED);
    situations.sawIf(
        status == ProbeStatus.RESTING, Situation.FAILBACK_LOST_ITS_NEW_CONNECTION_IN_THE_REST);
    situations.sawIf(
        status == ProbeStatus.COMPLETING,
        Situation.FAILBACK_LOST_ITS_NEW_CONNECTION_WHILE_IT_WAS_COMPLETED);
  }

  private void connectFailed(State before, State after) {
    boolean primaryNext = after.phase() == Phase.CONNECTING && after.server() == 0;
    situations.sawIf(
        primaryNext && before.server() != 0 && simulation.schedule().rules().failback(),
        Situation.PRIMARY_TRIED_AS_THE_LAST);
    roundFailed(after);
  }

  private void timer(State before, State after) {
    boolean probe = !before.probes().isOpen() && after.probes().isOpen();
    boolean liveness = !before.liveness().isOpen() && after.liveness().isOpen();
    situations.sawIf(probe && liveness, Situation.BOTH_PROBES_START_AT_ONCE);
    situations.sawIf(
        simulation.clock().now() - before.wakeAtNanos() > MINUTE_NANOS,
        Situation.TIMER_LATE_BY_MINUTES);
  }
}
