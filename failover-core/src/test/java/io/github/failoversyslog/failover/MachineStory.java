package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A machine, its state and the time. Every signal belongs to the current connection or probe; tests
 * that need an older one create their own {@link Signal}.
 */
final class MachineStory {
  private final FailoverMachine machine;
  private State state = State.INITIAL;
  private long nowNanos;
  private double random = 0.5;
  private boolean renewable;

  MachineStory(Rules rules) {
    machine = new FailoverMachine(rules);
  }

  static Rules roundRobinOf(int servers) {
    return rules(servers, false, 0);
  }

  static Rules failbackOf(int servers) {
    return rules(servers, true, 0);
  }

  /** Adds liveness probes every 60 s; the other rules have none. */
  static Rules withLivenessProbes(Rules rules) {
    return rules(rules.servers(), rules.failback(), seconds(60));
  }

  /** Adds liveness probes every 60 s that become renewals while {@link #renewable} is set. */
  static Rules withRenewals(Rules rules) {
    return rules(rules.servers(), rules.failback(), seconds(60), true);
  }

  private static Rules rules(int servers, boolean failback, long livenessIntervalNanos) {
    return rules(servers, failback, livenessIntervalNanos, false);
  }

  static Rules rules(int servers, boolean failback, long livenessIntervalNanos, boolean renewals) {
    Backoff backoff = new Backoff(seconds(1), seconds(60));
    return new Rules(
        servers, failback, seconds(60), 3, livenessIntervalNanos, renewals, seconds(10), backoff);
  }

  static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** Sets the random part of all further signals: 0 (inclusive) to 1 (exclusive). */
  void random(double newRandom) {
    random = newRandom;
  }

  /** Sets for all further signals whether unproven messages were written. */
  void renewable(boolean newRenewable) {
    renewable = newRenewable;
  }

  /** The triggers happen now, in order; returns the resulting actions. */
  List<Action> happens(Trigger... triggers) {
    return happens(0, triggers);
  }

  /** Time passes, then the triggers happen, in order; returns the resulting actions. */
  List<Action> happens(long laterNanos, Trigger... triggers) {
    nowNanos += laterNanos;
    List<Action> actions = new ArrayList<>();
    Arrays.stream(triggers).forEach(trigger -> actions.addAll(happens(current(trigger))));
    return actions;
  }

  List<Action> happens(Signal signal) {
    Step step = machine.step(state, signal, new Conditions(nowNanos, renewable, random));
    state = step.state();
    return step.actions();
  }

  Signal current(Trigger trigger) {
    return Signals.current(trigger, state);
  }

  State state() {
    return state;
  }

  int server() {
    return state.server();
  }

  Phase phase() {
    return state.phase();
  }

  int probesPassed() {
    return state.probes().passed();
  }

  /** Seconds until the machine's next TIMER is due. */
  double secondsToWait() {
    return (state.wakeAtNanos() - nowNanos) / 1e9;
  }

  boolean wantsTimer() {
    return state.wakeAtNanos() != State.NEVER;
  }
}
