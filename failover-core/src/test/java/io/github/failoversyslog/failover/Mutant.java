package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.List;

/** Faults of a machine, and the rule whose check notices each. */
enum Mutant {
  COUNT_NOT_RESET("passed probes in a row") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Probes probes = step.state().probes();
      return signal.trigger() == Trigger.PROBE_FAILED
          ? to(step, step.state().with(probes.dueAt(probes.atNanos(), before.probes().passed())))
          : step;
    }
  },
  FAILURES_NOT_COUNTED("the next server of the list") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Round round = before.round();
      Round forgetful =
          new Round(0, round.failedRounds(), round.primaryLost(), round.afterPrimary());
      return signal.trigger() == Trigger.CONNECT_FAILED && before.phase() == Phase.CONNECTING
          ? real.step(before.with(forgetful), signal, now)
          : step;
    }
  },
  PROBE_KEPT_ON_PRIMARY("a probe") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return signal.trigger() == Trigger.CONNECTED ? without(Action.DROP_PROBE, step) : step;
    }
  },
  NEVER_STABLE("the next timer is in the future") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      State next = step.state();
      return before.phase() == Phase.UNPROVEN && next.phase() == Phase.STABLE
          ? to(
              step,
              next.unproven(
                  next.server(),
                  next.generation(),
                  before.untilNanos(),
                  next.probes(),
                  next.liveness()))
          : step;
    }
  },
  WAIT_WITHOUT_TIMER("the wait after a failed round") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      State next = step.state();
      return next.phase() == Phase.WAITING && before.phase() != Phase.WAITING
          ? to(step, next.waiting(next.server(), State.NEVER))
          : step;
    }
  },
  TIMER_FORGOTTEN("the next timer is in the future") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return step.actions().contains(Action.START_LIVENESS_PROBE)
          ? without(Action.START_LIVENESS_PROBE, to(step, step.state().with(before.liveness())))
          : step;
    }
  },
  REST_NEVER_RESUMED("REST, then RESUME, adoption or loss") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return signal.trigger() == Trigger.RENEWAL_FAILED ? without(Action.RESUME, step) : step;
    }
  },
  ROUND_RESTARTED_BY_A_FAILBACK("the next server of the list") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      State next = step.state();
      Round restarted = new Round(0, next.round().failedRounds(), false, 1);
      return step.actions().contains(Action.ADOPT_PROBE) ? to(step, next.with(restarted)) : step;
    }
  },
  OLD_SIGNAL_HEARD("an outdated signal was not ignored") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      boolean loss = signal.trigger() == Trigger.CONNECTION_LOST;
      return real.step(
          before, loss ? Signal.of(signal.trigger(), before.generation()) : signal, now);
    }
  },
  ABANDONED_TOO_SOON("two failures before it is abandoned") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      boolean failed = signal.trigger() == Trigger.LIVENESS_FAILED;
      State hasty = before.with(before.liveness().withFailures(1));
      return real.step(failed && before.liveness().isOpen() ? hasty : before, signal, now);
    }
  },
  SILENT_SERVER_KEPT("a silent server is left for another one") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      State patient = before.with(before.liveness().withFailures(0));
      return step.actions().contains(Action.ABANDON_CONNECTION)
          ? real.step(patient, signal, now)
          : step;
    }
  },
  GENERATION_REUSED("a generation of its own") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return step.actions().contains(Action.START_LIVENESS_PROBE)
          ? to(
              step,
              step.state().with(before.liveness().running(now.nanos(), before.lastGeneration())))
          : step;
    }
  },
  INTERVAL_FROM_THE_END("from the start of a probe to the start of the next") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Probes probes = step.state().probes();
      return signal.trigger() == Trigger.PROBE_FAILED
          ? to(step, step.state().with(probes.dueAt(probes.atNanos() + 1, 0)))
          : step;
    }
  },
  OPERATOR_NOT_HEARD("a probe at once if an operator asks for one") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return signal.trigger() == Trigger.PROBE_NOW
          ? real.step(before, Signal.of(Trigger.TIMER, 0), now)
          : step;
    }
  },
  RENEWAL_WAIT_NOT_DOUBLED("twice the wait after a failed renewal, up to an hour") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Liveness liveness = step.state().liveness();
      return signal.trigger() == Trigger.RENEWAL_FAILED
          ? to(step, step.state().with(liveness.with(before.liveness().renewals())))
          : step;
    }
  },
  RENEWAL_WAIT_UNLIMITED("twice the wait after a failed renewal, up to an hour") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Liveness failed = before.liveness();
      Renewals last = failed.renewals();
      boolean due = failed.atNanos() >= last.notBeforeNanos();
      Liveness next = step.state().liveness();
      boolean longest = due && next.renewals().backoffNanos() == last.backoffNanos();
      Renewals later = next.renewals().failed(failed.atNanos(), 2 * last.backoffNanos());
      return signal.trigger() == Trigger.RENEWAL_FAILED && longest
          ? to(step, step.state().with(next.with(later)))
          : step;
    }
  },
  UNPROVEN_MESSAGES_TAKEN_FOR_A_LOSS("the first liveness probe") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      if (signal.trigger() != Trigger.CONNECTED || !now.renewable()) {
        return step;
      }
      Step altered = real.step(before.followingLoss(true), signal, now);
      return to(altered, altered.state().followingLoss(before.followsLoss()));
    }
  },
  OVERDUE_RECEIPT_NOT_HEARD("a liveness probe at once for an overdue receipt") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return signal.trigger() == Trigger.RECEIPT_OVERDUE ? Step.to(before) : step;
    }
  },
  FAILBACK_TOO_SOON("a good reason to fail back") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      boolean passed =
          signal.trigger() == Trigger.PROBE_PASSED || signal.trigger() == Trigger.PROBE_READY;
      boolean open = before.probes().isOpen() && before.phase().isConnected();
      return real.step(
          passed && open ? before.with(before.probes().request()) : before, signal, now);
    }
  },
  SERVER_SKIPPED("the next server of the list") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      boolean failed = signal.trigger() == Trigger.CONNECT_FAILED;
      State next = step.state();
      return failed && next.phase() == Phase.CONNECTING && next.server() == 1
          ? to(step, before.with(next.probes()).connecting(2, next.round()))
          : step;
    }
  },
  PROBES_NEVER_ARMED("From now on server 0 can be reached") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      return before.probes().status() == ProbeStatus.OFF
          ? to(step, step.state().with(Probes.OFF))
          : step;
    }
  },
  ATTEMPT_CANCELLED_AGAIN_AND_AGAIN("a primary that does not last interrupts no attempt") {
    @Override
    Step alter(Step step, Stepper real, State before, Signal signal, Conditions now) {
      Round known = before.round();
      Round lasting = new Round(known.failed(), known.failedRounds(), false, known.afterPrimary());
      Step altered = real.step(before.with(lasting), signal, now);
      Round round = altered.state().round();
      return step.state().round().primaryLost()
          ? to(altered, altered.state().with(round.withPrimaryLost()))
          : altered;
    }
  };

  private final String rule;

  Mutant(String rule) {
    this.rule = rule;
  }

  /** A machine with the fault. */
  Stepper of(Rules rules) {
    Stepper real = new FailoverMachine(rules)::step;
    return (before, signal, now) -> {
      Step step = real.step(before, signal, now);
      boolean ignored = step.ignored() && this != OLD_SIGNAL_HEARD;
      return ignored ? step : alter(step, real, before, signal, now);
    };
  }

  /**
   * @param step what the machine does
   */
  abstract Step alter(Step step, Stepper real, State before, Signal signal, Conditions now);

  String rule() {
    return rule;
  }

  private static Step to(Step step, State state) {
    return new Step(state, step.actions(), step.ignored());
  }

  private static Step without(Action action, Step step) {
    List<Action> others = new ArrayList<>(step.actions());
    others.remove(action);
    return new Step(step.state(), others, step.ignored());
  }
}
