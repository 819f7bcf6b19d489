package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Action.ADOPT_RENEWAL;
import static io.github.failoversyslog.failover.Action.COMPLETE_RENEWAL;
import static io.github.failoversyslog.failover.Action.DROP_LIVENESS_PROBE;
import static io.github.failoversyslog.failover.Action.REST;
import static io.github.failoversyslog.failover.Action.RESUME;

import java.util.List;

/**
 * Decides when liveness probes start, which of them become a renewal, and how a renewal continues.
 * Pure functions; part of {@link FailoverMachine}.
 */
final class LivenessRules {
  static final int FAILURES_UNTIL_LOST = 2;
  static final int MISSED_UNTIL_GIVEN_UP = 2;

  private static final long SECOND = 1_000_000_000;
  private static final long MAX_BACKOFF_NANOS = 3600 * SECOND;

  private final Rules rules;

  LivenessRules(Rules rules) {
    this.rules = rules;
  }

  /** Schedules the first probe of a new connection. */
  Liveness first(boolean followsLoss, Conditions now) {
    long intervalNanos = rules.livenessIntervalNanos();
    if (!rules.livenessProbes()) {
      return Liveness.OFF;
    }
    if (followsLoss && rules.renewals()) { // many messages were sent again and are unconfirmed
      long waitNanos = Math.min(SECOND, intervalNanos);
      return Liveness.OFF.dueAt(now.nanos() + waitNanos, waitNanos);
    }
    long delayNanos = Rules.firstInterval(intervalNanos, now.random());
    return Liveness.OFF.dueAt(now.nanos() + delayNanos, intervalNanos);
  }

  Step passed(State state, Conditions now) {
    Liveness passed = state.liveness().withFailures(0);
    boolean renews =
        rules.renewals()
            && now.renewable()
            && !state.isWithoutReceipts()
            && passed.atNanos() >= passed.renewals().notBeforeNanos();
    return renews
        ? Step.to(state.with(passed.completing()), COMPLETE_RENEWAL) // make before break
        : Step.to(state.with(next(passed, now)), DROP_LIVENESS_PROBE);
  }

  /** Handles a failure that does not end the connection in use. */
  Step failed(State state, Conditions now) {
    int failures = Math.min(state.liveness().failures() + 1, FAILURES_UNTIL_LOST);
    Liveness next = next(state.liveness().withFailures(failures), now);
    return Step.to(state.with(next), DROP_LIVENESS_PROBE);
  }

  boolean isLostBySilence(State state) {
    return rules.servers() > 1 && state.liveness().failures() + 1 >= FAILURES_UNTIL_LOST;
  }

  Step renewalReady(State state) {
    return Step.to(state.with(state.liveness().resting()), REST);
  }

  /** Nothing is known; what failures there were before still count. */
  Step unknown(State state, Conditions now) {
    return Step.to(state.with(next(state.liveness(), now)), DROP_LIVENESS_PROBE);
  }

  /**
   * The host has answered, so the server has not failed and its probes continue. The wait before
   * the next renewal doubles, unless this was a probe before the next renewal was due.
   */
  Step renewalFailed(State state, Conditions now) {
    Liveness liveness = state.liveness();
    Renewals renewals = liveness.renewals();
    long longestNanos = Math.max(MAX_BACKOFF_NANOS, rules.livenessIntervalNanos());
    long lastNanos = Math.max(renewals.backoffNanos(), liveness.waitNanos());
    boolean renews = liveness.atNanos() >= renewals.notBeforeNanos();
    Renewals failed =
        renews ? renewals.failed(liveness.atNanos(), twice(lastNanos, longestNanos)) : renewals;
    State next = state.with(next(liveness.with(failed).withFailures(0), now));
    return isRenewalResting(liveness)
        ? Step.to(next, DROP_LIVENESS_PROBE, RESUME)
        : Step.to(next, DROP_LIVENESS_PROBE);
  }

  /** Changes only the generation and the time of the next probe, since the server is the same. */
  Step renewed(State state, Conditions now) {
    Liveness liveness = state.liveness();
    Liveness next = next(liveness.with(liveness.renewals().succeeded()), now);
    return Step.to(state.renewed(liveness.generation(), next), ADOPT_RENEWAL);
  }

  Step receiptGiven(State state) {
    return withReceiptsMissed(state, 0);
  }

  Step receiptMissed(State state) {
    int missed = state.liveness().renewals().receiptsMissed() + 1;
    return withReceiptsMissed(state, Math.min(missed, MISSED_UNTIL_GIVEN_UP));
  }

  private static Step withReceiptsMissed(State state, int missed) {
    Liveness liveness = state.liveness();
    return Step.to(state.with(liveness.with(liveness.renewals().withReceiptsMissed(missed))));
  }

  Step receiptOverdue(State state, Conditions now) {
    Liveness liveness = state.liveness();
    boolean sooner =
        rules.renewals()
            && !state.isWithoutReceipts()
            && liveness.status() == ProbeStatus.DUE
            && now.nanos() < liveness.atNanos();
    return sooner
        ? Step.to(state.with(liveness.dueAt(now.nanos(), liveness.waitNanos())))
        : Step.to(state);
  }

  /** Schedules the probe after the open one, which is dropped; unchanged if none is open. */
  Liveness dropped(State state, Conditions now) {
    Liveness liveness = state.liveness();
    return liveness.isOpen() ? next(liveness, now) : liveness;
  }

  static List<Action> dropActions(State state) {
    return state.liveness().isOpen() ? List.of(DROP_LIVENESS_PROBE) : List.of();
  }

  private static boolean isRenewalResting(Liveness liveness) {
    return liveness.status() == ProbeStatus.RESTING;
  }

  /**
   * Doubles the wait each time, up to the interval, and randomizes it while it grows: the clients
   * of a lost server all connect at the same time and should not probe in step.
   */
  private Liveness next(Liveness liveness, Conditions now) {
    long waitNanos = twice(liveness.waitNanos(), rules.livenessIntervalNanos());
    long delayNanos =
        waitNanos == liveness.waitNanos()
            ? waitNanos
            : Rules.firstInterval(waitNanos, now.random());
    return later(liveness, waitNanos, delayNanos, now);
  }

  private static Liveness later(
      Liveness liveness, long waitNanos, long delayNanos, Conditions now) {
    long regularNanos = liveness.atNanos() + delayNanos;
    return liveness.dueAt(Math.max(regularNanos, now.nanos()), waitNanos);
  }

  private static long twice(long nanos, long longestNanos) {
    return nanos > longestNanos / 2 ? longestNanos : 2 * nanos;
  }
}
