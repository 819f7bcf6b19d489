package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Action.START_PROBE;
import static io.github.failoversyslog.failover.Books.check;

import java.util.ArrayList;
import java.util.List;

/** What the rules say about the times and generations of a step. */
final class TimesCheck {
  private static final long SECOND = 1_000_000_000;
  private static final long HOUR = 3600 * SECOND;

  private final Rules rules;
  private final State before;
  private final Trigger trigger;
  private final long now;
  private final Step step;
  private final State next;

  private TimesCheck(Rules rules, State before, Trigger trigger, Conditions now, Step step) {
    this.rules = rules;
    this.before = before;
    this.trigger = trigger;
    this.now = now.nanos();
    this.step = step;
    this.next = step.state();
  }

  /**
   * @throws AssertionError if the step breaks a rule
   */
  static void follow(Rules rules, State before, Trigger trigger, Conditions now, Step step) {
    TimesCheck times = new TimesCheck(rules, before, trigger, now, step);
    times.checkGenerations();
    times.checkWait();
    times.checkProbe();
    times.checkLiveness();
    times.checkRenewal();
    times.checkOverdueReceipt();
  }

  /** What is opened gets a generation that nothing had before. */
  private void checkGenerations() {
    List<Long> opened = new ArrayList<>();
    for (Action action : step.actions()) {
      switch (action) {
        case CONNECT -> opened.add(next.generation());
        case START_PROBE -> opened.add(next.probes().generation());
        case START_LIVENESS_PROBE -> opened.add(next.liveness().generation());
        default -> {}
      }
    }
    long last = before.lastGeneration();
    for (long generation : opened) {
      check(generation > last, "a generation of its own");
      check(
          opened.indexOf(generation) == opened.lastIndexOf(generation), "a generation of its own");
    }
  }

  /** Full jitter: up to the first wait, which doubles with every failed round up to the longest. */
  private void checkWait() {
    if (next.phase() != Phase.WAITING || before.phase() == Phase.WAITING) {
      return;
    }
    Backoff backoff = rules.backoff();
    int failedRounds = next.round().failedRounds() - 1;
    long longest = Math.min(backoff.maxNanos(), backoff.firstNanos() << Math.min(10, failedRounds));
    isWithin(next.untilNanos(), now, now + longest, "the wait after a failed round");
  }

  private void checkProbe() {
    Probes last = before.probes();
    Probes probes = next.probes();
    boolean operator = trigger == Trigger.PROBE_NOW || trigger == Trigger.FAIL_BACK_NOW;
    if (operator && before.wantsProbe()) {
      check(step.actions().contains(START_PROBE), "a probe at once if an operator asks for one");
    }
    if (probes.status() != ProbeStatus.DUE) {
      return;
    }
    long interval = rules.probeIntervalNanos();
    if (last.isOpen()) {
      long regular = Math.max(last.atNanos() + interval, now);
      check(probes.atNanos() == regular, "from the start of a probe to the start of the next");
    } else if (last.status() == ProbeStatus.OFF) {
      isWithin(probes.atNanos(), now + interval / 2, now + interval, "50 to 100 % of an interval");
    } else {
      long expected = operator ? Math.min(last.atNanos(), now) : last.atNanos();
      check(probes.atNanos() == expected, "a due probe stays due");
    }
  }

  private void checkLiveness() {
    Liveness last = before.liveness();
    Liveness liveness = next.liveness();
    if (liveness.status() != ProbeStatus.DUE) {
      return;
    }
    long interval = rules.livenessIntervalNanos();
    boolean sameServer = before.phase().isConnected() && trigger != Trigger.CONNECTION_LOST;
    boolean adopted = step.actions().contains(Action.ADOPT_PROBE);
    if (!sameServer || adopted) {
      checkFirstLiveness(interval);
    } else if (last.isOpen()) {
      long wait = Math.min(2 * last.waitNanos(), interval);
      long least = wait == last.waitNanos() ? wait : wait / 2;
      long start = last.atNanos();
      long earliest = Math.max(start + least, now);
      isWithin(
          liveness.atNanos(), earliest, Math.max(start + wait, now), "the next liveness probe");
    }
  }

  private void checkFirstLiveness(long interval) {
    boolean afterLoss = next.followsLoss() && rules.renewals();
    long least = afterLoss ? Math.min(SECOND, interval) : interval / 2;
    long most = afterLoss ? Math.min(SECOND, interval) : interval;
    isWithin(next.liveness().atNanos(), now + least, now + most, "the first liveness probe");
  }

  private void checkRenewal() {
    if (trigger != Trigger.RENEWAL_FAILED) {
      return;
    }
    Liveness failed = before.liveness();
    Renewals last = failed.renewals();
    long notBefore = next.liveness().renewals().notBeforeNanos();
    if (failed.atNanos() < last.notBeforeNanos()) {
      check(notBefore == last.notBeforeNanos(), "only a renewal that was due changes the wait");
      return;
    }
    long wait = 2 * Math.max(last.backoffNanos(), failed.waitNanos());
    long longest = Math.max(HOUR, rules.livenessIntervalNanos());
    check(
        notBefore == failed.atNanos() + Math.min(wait, longest),
        "twice the wait after a failed renewal, up to an hour");
  }

  private void checkOverdueReceipt() {
    Liveness last = before.liveness();
    if (trigger != Trigger.RECEIPT_OVERDUE || last.status() != ProbeStatus.DUE) {
      return;
    }
    boolean useful = rules.renewals() && last.renewals().receiptsMissed() < Books.ENOUGH_FAILURES;
    long expected = useful ? Math.min(last.atNanos(), now) : last.atNanos();
    check(next.liveness().atNanos() == expected, "a liveness probe at once for an overdue receipt");
  }

  private static void isWithin(long nanos, long least, long most, String rule) {
    check(nanos >= least && nanos <= most, rule);
  }
}
