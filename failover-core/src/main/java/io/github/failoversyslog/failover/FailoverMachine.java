package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which server to send to: a pure function of state, signal and conditions.
 *
 * <p>Source: syslog-ng {@code failover()}; differs in that a lost server is left at once and only a
 * whole failed round is followed by a wait. The package page holds the table of phase and trigger.
 */
public final class FailoverMachine {
  private final Rules rules;
  private final LivenessRules livenessRules;

  public FailoverMachine(Rules rules) {
    this.rules = rules;
    this.livenessRules = new LivenessRules(rules);
  }

  /** Returns the next state and the actions to perform. Any thread. */
  public Step step(State state, Signal signal, Conditions now) {
    if (state.isOutdated(signal)) {
      return Step.ignoring(state);
    }
    return switch (signal.trigger()) { // no default: a trigger without a rule does not compile
      case START -> connect(state, PRIMARY, Round.FRESH);
      case CONNECTED -> connected(state, now);
      case CONNECT_FAILED -> tryNextServer(state, now).after(Action.DROP_CONNECT);
      case CONNECTION_LOST -> lost(state, now).after(LivenessRules.dropActions(state));
      case PROBE_PASSED -> countProbe(state, now);
      case PROBE_READY -> probeReady(state, now);
      case PROBE_FAILED -> probeFailed(state, now);
      case LIVENESS_PASSED -> livenessRules.passed(state, now);
      case LIVENESS_FAILED ->
          livenessRules.isLostBySilence(state)
              ? lost(state, now).after(Action.DROP_LIVENESS_PROBE, Action.ABANDON_CONNECTION)
              : livenessRules.failed(state, now);
      case LIVENESS_UNKNOWN -> livenessRules.unknown(state, now);
      case RENEWAL_READY -> livenessRules.renewalReady(state);
      case RENEWAL_FAILED -> livenessRules.renewalFailed(state, now);
      case RESTED ->
          isProbeResting(state)
              ? failBack(state.followingLoss(false), now)
              : livenessRules.renewed(state, now);
      case RECEIPT_GIVEN -> livenessRules.receiptGiven(state);
      case RECEIPT_MISSED -> livenessRules.receiptMissed(state);
      case RECEIPT_OVERDUE -> livenessRules.receiptOverdue(state, now);
      case TIMER -> runTimers(state, now);
      case PROBE_NOW -> runTimers(state.with(state.probes().dueNow(now.nanos())), now);
      case FAIL_BACK_NOW -> failBackAfterOneProbe(state, now);
      case RETRY_NOW ->
          state.phase() == Phase.WAITING
              ? connect(state, state.server(), state.round())
              : Step.to(state);
      case ALL_WRITTEN -> Step.to(state, Action.DRAIN_CONNECTION);
      case STOP -> Step.to(state.stopped(), Action.CLOSE_ALL);
    };
  }

  private static Step connect(State state, int server, Round round) {
    return Step.to(state.connecting(server, round), Action.CONNECT);
  }

  private Step connected(State state, Conditions now) {
    boolean onPrimary = state.server() == PRIMARY;
    Probes probes = onPrimary ? Probes.OFF : state.probes();
    State next = inUse(state, state.server(), state.generation(), probes, now);
    return onPrimary && state.probes().isOpen()
        ? Step.to(next, Action.USE_CONNECTION, Action.DROP_PROBE)
        : Step.to(next, Action.USE_CONNECTION);
  }

  private State inUse(State state, int server, long generation, Probes probes, Conditions now) {
    long stableAtNanos = now.nanos() + rules.stableAfterNanos();
    Liveness liveness = livenessRules.first(state.followsLoss(), now);
    return state.unproven(server, generation, stableAtNanos, probes, liveness);
  }

  private Step lost(State state, Conditions now) {
    State following = state.followingLoss(true);
    return isProbeResting(state) // the probe is complete: no attempt is needed
        ? failBack(leave(following, now), now)
        : tryNextServer(following, now);
  }

  private Step tryNextServer(State state, Conditions now) {
    State left = leave(state, now);
    int server = state.server();
    if (!rules.failback()) {
      return left.round().failed() < rules.servers()
          ? connect(left, rules.serverAfter(server), left.round())
          : waitForNextRound(left, rules.serverAfter(server), now);
    }
    boolean failoverServersLeft = left.round().failed() < rules.servers() - 1;
    if (failoverServersLeft) {
      return connect(left, rules.serverAfter(server), left.round());
    }
    return server == PRIMARY
        ? waitForNextRound(left, rules.serverAfter(server), now)
        : connect(left, PRIMARY, left.round()); // even if it is unstable: no other server is left
  }

  /** Records the failure of the server in the round, and schedules probes if it was the primary. */
  private State leave(State state, Conditions now) {
    boolean onPrimary = state.server() == PRIMARY;
    State left = state;
    if (state.phase() == Phase.STABLE || state.isProven(now.nanos())) {
      left = left.with(Round.FRESH);
    } else if (!onPrimary || !rules.failback()) {
      left = left.with(state.round().withFailure());
    }
    if (onPrimary && rules.failback()) {
      left =
          left.with(
              state.probes().status() == ProbeStatus.OFF
                  ? firstProbe(now)
                  : state.probes().startOver());
    }
    return left;
  }

  private Step waitForNextRound(State state, int nextServer, Conditions now) {
    long delayNanos = rules.backoff().delayNanos(state.round().failedRounds(), now.random());
    return Step.to(state.waiting(nextServer, now.nanos() + delayNanos));
  }

  private Step countProbe(State state, Conditions now) {
    int passed = state.probes().passed() + 1;
    boolean enough = state.probes().areEnough(passed, rules.probesRequired());
    return !enough && state.phase().isConnected()
        ? Step.to(state.with(nextProbe(state, passed, now)), Action.DROP_PROBE)
        : Step.to(
            state.with(state.probes().completing(passed)),
            Action.COMPLETE_PROBE); // make before break
  }

  private Step probeReady(State state, Conditions now) {
    Probes probes = state.probes();
    if (!state.phase().isConnected()) {
      Step step = failBack(state, now);
      return state.phase() == Phase.CONNECTING ? step.after(Action.DROP_CONNECT) : step;
    }
    boolean connectedMeanwhile = !probes.areEnough(probes.passed(), rules.probesRequired());
    if (connectedMeanwhile) {
      return Step.to(state.with(nextProbe(state, probes.passed(), now)), Action.DROP_PROBE);
    }
    State resting = state.with(probes.resting()).with(livenessRules.dropped(state, now));
    Step step = state.isResting() ? Step.to(resting) : Step.to(resting, Action.REST);
    return step.after(LivenessRules.dropActions(state));
  }

  private Step probeFailed(State state, Conditions now) {
    State next = state.with(nextProbe(state, 0, now));
    return isProbeResting(state)
        ? Step.to(next, Action.DROP_PROBE, Action.RESUME)
        : Step.to(next, Action.DROP_PROBE);
  }

  private static boolean isProbeResting(State state) {
    return state.probes().status() == ProbeStatus.RESTING;
  }

  private Step failBack(State state, Conditions now) {
    State restarted = state.with(state.round().restarted());
    long generation = state.probes().generation();
    return Step.to(inUse(restarted, PRIMARY, generation, Probes.OFF, now), Action.ADOPT_PROBE);
  }

  private Step failBackAfterOneProbe(State state, Conditions now) {
    Probes probes = state.probes().dueNow(now.nanos()).request();
    return runTimers(state.with(probes), now);
  }

  private Step runTimers(State state, Conditions now) {
    long nowNanos = now.nanos();
    List<Action> actions = new ArrayList<>();
    State next = state;
    if (nowNanos >= next.untilNanos()) {
      if (next.phase() == Phase.WAITING) {
        next = next.connecting(next.server(), next.round());
        actions.add(Action.CONNECT);
      } else {
        next = next.stable();
      }
    }
    if (next.wantsProbe() && nowNanos >= next.probes().atNanos()) {
      next = next.with(next.probes().running(nowNanos, next.lastGeneration() + 1));
      actions.add(Action.START_PROBE);
    }
    if (next.wantsLivenessProbe() && nowNanos >= next.liveness().atNanos()) {
      next = next.with(next.liveness().running(nowNanos, next.lastGeneration() + 1));
      actions.add(Action.START_LIVENESS_PROBE);
    }
    return Step.to(next, actions);
  }

  private Probes firstProbe(Conditions now) {
    long delayNanos = Rules.firstInterval(rules.probeIntervalNanos(), now.random());
    return Probes.OFF.dueAt(now.nanos() + delayNanos, 0);
  }

  private Probes nextProbe(State state, int passed, Conditions now) {
    long regularNanos = state.probes().atNanos() + rules.probeIntervalNanos();
    return state.probes().dueAt(Math.max(regularNanos, now.nanos()), passed);
  }
}
