package io.github.failoversyslog.engine;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.Conditions;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.Announcer;
import java.util.List;
import java.util.Queue;

/**
 * Passes signals to the failover machine and performs the actions it decides. The only caller of
 * {@link FailoverMachine#step}. Used by the loop's thread only.
 */
final class FailoverControl {
  private static final int PRIMARY = 0;

  private final FailoverMachine machine;
  private final Queue<Signal> signals;
  private final OperatorRequests requests;
  private final ConnectAttempts attempts;
  private final Connections connections;
  private final Announcer announcer;
  private final Shutdown shutdown;
  private final Platform platform;
  private State state = State.INITIAL;

  /**
   * @param signals queue that attempts and connections add to
   */
  FailoverControl(
      FailoverMachine machine,
      Queue<Signal> signals,
      OperatorRequests requests,
      ConnectAttempts attempts,
      Connections connections,
      Announcer announcer,
      Shutdown shutdown,
      Platform platform) {
    this.machine = machine;
    this.signals = signals;
    this.requests = requests;
    this.attempts = attempts;
    this.connections = connections;
    this.announcer = announcer;
    this.shutdown = shutdown;
    this.platform = platform;
  }

  State state() {
    return state;
  }

  /** Handles a signal that belongs to no connection, and all that are queued. */
  void signal(Trigger trigger) {
    signal(Signal.of(trigger));
  }

  /** Handles a signal, and all that are queued. */
  void signal(Signal signal) {
    signals.add(signal);
    handleSignals();
  }

  /** Handles all queued signals, and those that they cause. */
  void handleSignals() {
    for (Signal next = signals.poll(); next != null; next = signals.poll()) {
      handle(next);
    }
  }

  private void handle(Signal signal) {
    State before = state;
    Conditions conditions =
        new Conditions(now(), connections.isRenewable(), platform.random().getAsDouble());
    Step step = machine.step(before, signal, conditions);
    if (step.ignored()) {
      return;
    }
    state = step.state();
    shutdown.changed(before, signal.trigger(), state, now());
    step.actions().forEach(this::perform);
    announcer.announce(before, signal, state, conditions.nanos());
  }

  private void perform(Action action) {
    switch (action) {
      case CONNECT -> attempts.start(Purpose.USE, state.server(), state.generation());
      case DROP_CONNECT -> attempts.drop(Purpose.USE);
      case USE_CONNECTION -> connections.use(attempts.take(Purpose.USE));
      case ABANDON_CONNECTION -> connections.abandon();
      case DRAIN_CONNECTION -> connections.drainInUse(shutdown.halfTimeNanos(now()));
      case START_PROBE -> attempts.start(Purpose.PROBE, PRIMARY, state.probes().generation());
      case DROP_PROBE -> attempts.drop(Purpose.PROBE);
      case COMPLETE_PROBE -> attempts.complete(Purpose.PROBE);
      case ADOPT_PROBE -> connections.replace(attempts.take(Purpose.PROBE));
      case START_LIVENESS_PROBE ->
          attempts.start(Purpose.LIVENESS_PROBE, state.server(), state.liveness().generation());
      case DROP_LIVENESS_PROBE -> attempts.drop(Purpose.LIVENESS_PROBE);
      case COMPLETE_RENEWAL -> attempts.complete(Purpose.LIVENESS_PROBE);
      case REST -> connections.rest();
      case RESUME -> connections.resume();
      case ADOPT_RENEWAL -> connections.renew(attempts.take(Purpose.LIVENESS_PROBE));
      case CLOSE_ALL -> closeAll();
    }
  }

  /** Signals what is due. */
  void checkDeadlines() {
    if (state.phase() == Phase.IDLE) {
      signals.add(Signal.of(Trigger.START));
    } else if (now() >= state.wakeAtNanos()) {
      signals.add(Signal.of(Trigger.TIMER));
    }
    requests.moveTo(signals);
    attempts.checkDeadlines();
    connections.checkDeadlines();
  }

  long wakeAtNanos() {
    return Math.min(
        state.wakeAtNanos(), Math.min(attempts.wakeAtNanos(), connections.wakeAtNanos()));
  }

  /** Whether a server may still accept messages or confirm that it has read them. */
  boolean isReachable() {
    return connections.isConnected() || connections.isDraining() || attempts.isOpening(Purpose.USE);
  }

  /** Closes all connections and returns to the initial state, after a defect or a failed spool. */
  void startOver() {
    signals.clear();
    state = State.INITIAL;
    closeAll();
  }

  private void closeAll() {
    Each.of(List.of(attempts::dropAll, connections::closeAll), Runnable::run);
  }

  private long now() {
    return platform.clock().getAsLong();
  }
}
