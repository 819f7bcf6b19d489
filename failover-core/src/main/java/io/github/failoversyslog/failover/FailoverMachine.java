package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which server to send to: a pure function of state and signal.
 *
 * <p>Source: syslog-ng {@code failover()}; departs from it in that a lost server is left at once
 * and only a whole failed round waits. The package page holds the table of phase and event.
 */
public final class FailoverMachine {
  private final Rules rules;
  private final LivenessRules livenessRules;

  public FailoverMachine(Rules rules) {
    this.rules = rules;
    this.livenessRules = new LivenessRules(rules);
  }

  /** The next state and the actions to perform. Any thread. */
  public Step step(State state, Signal signal) {
    if (state.phase() == Phase.STOPPED || state.isOutdated(signal)) {
      return Step.to(state);
    }
    return switch (signal.event()) { // no default: an event without a rule does not compile
      case START -> connect(state, PRIMARY, Round.FRESH);
      case CONNECTED -> connected(state, signal);
      case CONNECT_FAILED -> tryNextServer(state, signal);
      case CONNECTION_LOST -> lost(state, signal).after(LivenessRules.dropActions(state));
      case PROBE_PASSED -> countProbe(state, signal);
      case PROBE_READY -> probeReady(state, signal);
      case PROBE_FAILED -> probeFailed(state, signal);
      case LIVENESS_PASSED -> livenessRules.passed(state, signal);
      case LIVENESS_FAILED ->
          livenessRules.isLostBySilence(state)
              ? lost(state, signal).after(List.of(Action.ABANDON_CONNECTION))
              : livenessRules.failed(state, signal);
      case RENEWAL_READY -> livenessRules.renewalReady(state);
      case RENEWAL_FAILED -> livenessRules.renewalFailed(state, signal);
      case RESTED ->
          isProbeResting(state)
              ? failBack(state.followingLoss(false), signal)
              : livenessRules.renewed(state, signal);
      case RECEIPT_GIVEN -> livenessRules.receiptGiven(state);
      case RECEIPT_MISSED -> livenessRules.receiptMissed(state);
      case RECEIPT_OVERDUE -> livenessRules.receiptOverdue(state, signal);
      case TIMER -> runTimers(state, signal);
      case HURRY ->
          state.phase() == Phase.WAITING
              ? connect(state, state.server(), state.round())
              : Step.to(state);
      case STOP -> stop(state);
    };
  }

  private static Step connect(State state, int server, Round round) {
    return Step.to(state.connecting(server, round), Action.CONNECT);
  }

  private Step connected(State state, Signal signal) {
    boolean onPrimary = state.server() == PRIMARY;
    List<Action> actions =
        onPrimary && state.probes().isOpen() ? List.of(Action.DROP_PROBE) : List.of();
    Probes probes = onPrimary ? Probes.OFF : state.probes();
    return new Step(inUse(state, state.server(), state.generation(), probes, signal), actions);
  }

  private State inUse(State state, int server, long generation, Probes probes, Signal signal) {
    long stableAtNanos = signal.nowNanos() + rules.stableAfterNanos();
    Liveness liveness = livenessRules.first(state.followsLoss(), signal);
    return state.unproven(server, generation, stableAtNanos, probes, liveness);
  }

  private Step lost(State state, Signal signal) {
    State following = state.followingLoss(true);
    return isProbeResting(state) // it is complete: no other server is needed
        ? failBack(leave(following, signal), signal)
        : tryNextServer(following, signal);
  }

  private Step tryNextServer(State state, Signal signal) {
    State left = leave(state, signal);
    int server = state.server();
    if (!rules.failback()) {
      return left.round().failed() < rules.servers()
          ? connect(left, rules.serverAfter(server), left.round())
          : waitForNextRound(left, rules.serverAfter(server), signal);
    }
    boolean failoverServersLeft = left.round().failed() < rules.servers() - 1;
    if (failoverServersLeft) {
      return connect(left, rules.serverAfter(server), left.round());
    }
    return server == PRIMARY
        ? waitForNextRound(left, rules.serverAfter(server), signal)
        : connect(left, PRIMARY, left.round()); // a shaky primary beats none
  }

  /**
   * Notes the failure of the server in the round, and arms the probes if it is the primary that is
   * left.
   */
  private State leave(State state, Signal signal) {
    boolean onPrimary = state.server() == PRIMARY;
    State left = state;
    if (state.phase() == Phase.STABLE || state.isProven(signal.nowNanos())) {
      left = left.with(Round.FRESH);
    } else if (!onPrimary || !rules.failback()) {
      left = left.with(state.round().withFailure());
    }
    if (onPrimary && rules.failback()) {
      left =
          left.with(
              state.probes().status() == Probes.Status.OFF
                  ? firstProbe(signal)
                  : state.probes().startOver());
    }
    return left;
  }

  private Step waitForNextRound(State state, int nextServer, Signal signal) {
    long delayNanos = rules.backoff().delayNanos(state.round().failedRounds(), signal.random());
    return Step.to(state.waiting(nextServer, signal.nowNanos() + delayNanos));
  }

  private Step countProbe(State state, Signal signal) {
    int passed = state.probes().passed() + 1;
    return passed < rules.probesRequired() && state.phase().isConnected()
        ? Step.to(state.with(nextProbe(state, passed, signal)), Action.DROP_PROBE)
        : Step.to(
            state.with(state.probes().completing(passed)),
            Action.COMPLETE_PROBE); // make before break
  }

  private Step probeReady(State state, Signal signal) {
    Probes probes = state.probes();
    if (!state.phase().isConnected()) {
      return failBack(state, signal);
    }
    boolean foundServerMeanwhile = probes.passed() < rules.probesRequired();
    if (foundServerMeanwhile) {
      return Step.to(state.with(nextProbe(state, probes.passed(), signal)), Action.DROP_PROBE);
    }
    State resting = state.with(probes.resting()).with(livenessRules.dropped(state, signal));
    Step step = state.isResting() ? Step.to(resting) : Step.to(resting, Action.REST);
    return step.after(LivenessRules.dropActions(state));
  }

  private Step probeFailed(State state, Signal signal) {
    State next = state.with(nextProbe(state, 0, signal));
    return isProbeResting(state) ? Step.to(next, Action.RESUME) : Step.to(next);
  }

  private static boolean isProbeResting(State state) {
    return state.probes().status() == Probes.Status.RESTING;
  }

  private Step failBack(State state, Signal signal) {
    State restarted = state.with(state.round().restarted());
    long generation = state.probes().generation();
    return Step.to(inUse(restarted, PRIMARY, generation, Probes.OFF, signal), Action.ADOPT_PROBE);
  }

  private Step runTimers(State state, Signal signal) {
    long now = signal.nowNanos();
    List<Action> actions = new ArrayList<>();
    State next = state;
    if (now >= next.untilNanos()) {
      if (next.phase() == Phase.WAITING) {
        next = next.connecting(next.server(), next.round());
        actions.add(Action.CONNECT);
      } else {
        next = next.stable();
      }
    }
    if (next.wantsProbe() && now >= next.probes().atNanos()) {
      next = next.with(next.probes().running(now, next.lastGeneration() + 1));
      actions.add(Action.START_PROBE);
    }
    if (next.wantsLivenessProbe() && now >= next.liveness().atNanos()) {
      next = next.with(next.liveness().running(now, next.lastGeneration() + 1));
      actions.add(Action.START_LIVENESS_PROBE);
    }
    return new Step(next, actions);
  }

  private static Step stop(State state) {
    List<Action> actions = new ArrayList<>();
    if (state.probes().isOpen()) {
      actions.add(Action.DROP_PROBE);
    }
    actions.addAll(LivenessRules.dropActions(state));
    if (state.generation() != State.NO_GENERATION) {
      actions.add(Action.DISCONNECT);
    }
    return new Step(state.stopped(), actions);
  }

  private Probes firstProbe(Signal signal) {
    long delayNanos = Rules.firstInterval(rules.probeIntervalNanos(), signal.random());
    return Probes.OFF.dueAt(signal.nowNanos() + delayNanos, 0);
  }

  private Probes nextProbe(State state, int passed, Signal signal) {
    long regularNanos = state.probes().atNanos() + rules.probeIntervalNanos();
    return state.probes().dueAt(Math.max(regularNanos, signal.nowNanos()), passed);
  }
}
