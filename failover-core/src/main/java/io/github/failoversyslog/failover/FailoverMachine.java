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
              ? failBack(state.followingLoss(false), state.server(), now)
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
    if (!isProbeResting(state)) {
      return tryNextServer(following, now);
    }
    State left = leave(following, now); // the probe is complete: no attempt is needed
    return failBack(left, rules.serverAfter(state.server()), now);
  }

  private Step tryNextServer(State state, Conditions now) {
    State left = leave(state, now);
    int server = state.server();
    int next = nextServer(left);
    if (!rules.failback()) {
      return left.round().failed() < rules.servers()
          ? connect(left, next, left.round())
          : waitForNextRound(left, next, now);
    }
    boolean failoverServersLeft = left.round().failed() < rules.servers() - 1;
    if (failoverServersLeft) {
      return connect(left, next, left.round());
    }
    return server == PRIMARY
        ? waitForNextRound(left, rules.serverAfter(server), now)
        : connect(left, PRIMARY, left.round()); // even if it is unstable: no other server is left
  }

  private int nextServer(State left) {
    return rules.failback() && left.server() == PRIMARY
        ? left.round().afterPrimary()
        : rules.serverAfter(left.server());
  }

  /** Records the failure of the server in the round, and schedules probes if it was the primary. */
  private State leave(State state, Conditions now) {
    boolean onPrimary = state.server() == PRIMARY;
    State left = state;
    if (state.phase() == Phase.STABLE || state.isProven(now.nanos())) {
      left = left.with(Round.FRESH);
    } else if (!onPrimary || !rules.failback()) {
      left = left.with(state.round().withFailure());
    } else if (state.phase() == Phase.UNPROVEN) {
      left = left.with(state.round().withPrimaryLost());
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
    int passed = Math.min(state.probes().passed() + 1, rules.probesRequired());
    return isPrimaryWanted(state, passed)
        ? Step.to(
            state.with(state.probes().completing(passed)),
            Action.COMPLETE_PROBE) // make before break
        : Step.to(state.with(nextProbe(state, passed, now)), Action.DROP_PROBE);
  }

  private Step probeReady(State state, Conditions now) {
    Probes probes = state.probes();
    if (!isPrimaryWanted(state, probes.passed())) { // something was connected or lost meanwhile
      return Step.to(state.with(nextProbe(state, probes.passed(), now)), Action.DROP_PROBE);
    }
    if (!state.phase().isConnected()) {
      Step step = failBack(state, state.server(), now);
      return state.phase() == Phase.CONNECTING ? step.after(Action.DROP_CONNECT) : step;
    }
    State resting = state.with(probes.resting()).with(livenessRules.dropped(state, now));
    Step step = state.isResting() ? Step.to(resting) : Step.to(resting, Action.REST);
    return step.after(LivenessRules.dropActions(state));
  }

  /**
   * Whether the connection of a passed probe is to be used. A primary that did not last in this
   * round does not interrupt an attempt to reach a failover server: the servers after that one
   * would never be tried if it did so again and again.
   */
  private boolean isPrimaryWanted(State state, int passed) {
    Probes probes = state.probes();
    if (state.phase().isConnected()) {
      return probes.areEnough(passed, rules.probesRequired());
    }
    boolean connectsFailoverServer = state.phase() == Phase.CONNECTING && state.server() != PRIMARY;
    return !connectsFailoverServer || !state.round().primaryLost() || probes.requested();
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

  /**
   * Uses the primary. It ends the round only when it is stable.
   *
   * @param nextServer the failover server whose turn is next in this round
   */
  private Step failBack(State state, int nextServer, Conditions now) {
    long generation = state.probes().generation();
    State next = state.with(roundOnPrimary(state, nextServer, now));
    return Step.to(inUse(next, PRIMARY, generation, Probes.OFF, now), Action.ADOPT_PROBE);
  }

  private static Round roundOnPrimary(State state, int nextServer, Conditions now) {
    if (state.phase() == Phase.STABLE || state.isProven(now.nanos())) {
      return Round.FRESH;
    }
    boolean waits = state.phase() == Phase.WAITING; // no round has begun
    return waits || nextServer == PRIMARY
        ? state.round()
        : state.round().withAfterPrimary(nextServer);
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
