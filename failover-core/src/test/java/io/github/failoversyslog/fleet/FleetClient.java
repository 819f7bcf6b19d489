package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.Conditions;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import io.github.failoversyslog.failover.Trigger;
import java.util.List;

/** One sender of the fleet: the failover machine and its requests to the network. */
final class FleetClient {
  private static final int PRIMARY = 0;
  private static final boolean RENEWABLE = true; // every client logs continuously
  private static final long REST_NANOS = 200 * MILLISECOND;

  private final FailoverMachine machine;
  private final ClientWorld network;
  private final List<Integer> order;
  private State state = State.INITIAL;
  private long timerAtNanos = State.NEVER; // of the earliest timer

  /** The simulated network and timer of a client. */
  interface ClientWorld {
    /** Requests a connection; the outcome is reported later. */
    void knock(int server, Runnable ifUp, Runnable ifDown);

    void timer(long atNanos, Runnable what);

    long now();

    double random();
  }

  /**
   * @param order the network's number of each server, in the order of the machine's list
   */
  FleetClient(FailoverMachine machine, ClientWorld network, List<Integer> order) {
    this.machine = machine;
    this.network = network;
    this.order = order;
  }

  void start() {
    happens(Trigger.START, State.NO_GENERATION);
  }

  boolean isConnectedTo(int server) {
    return state.phase().isConnected() && order.get(state.server()) == server;
  }

  /**
   * An event that loses the connection in use, renewed or not, if it is to this server at that
   * time.
   */
  Runnable loss(int server) {
    return () -> {
      if (isConnectedTo(server)) {
        happens(Trigger.CONNECTION_LOST, state.generation());
      }
    };
  }

  private Runnable report(Trigger trigger, long generation) {
    return () -> happens(trigger, generation);
  }

  private void happens(Trigger trigger, long generation) {
    Conditions conditions = new Conditions(network.now(), RENEWABLE, network.random());
    Step step = machine.step(state, Signal.of(trigger, generation), conditions);
    state = step.state();
    step.actions().forEach(this::perform);
    setTimer();
  }

  private void perform(Action action) {
    switch (action) {
      case CONNECT ->
          knock(state.server(), state.generation(), Trigger.CONNECTED, Trigger.CONNECT_FAILED);
      case START_PROBE ->
          knock(PRIMARY, state.probes().generation(), Trigger.PROBE_PASSED, Trigger.PROBE_FAILED);
      case START_LIVENESS_PROBE ->
          knock(
              state.server(),
              state.liveness().generation(),
              Trigger.LIVENESS_PASSED,
              Trigger.LIVENESS_FAILED);
      case COMPLETE_PROBE ->
          network.timer(network.now(), report(Trigger.PROBE_READY, state.probes().generation()));
      case COMPLETE_RENEWAL ->
          network.timer(
              network.now(), report(Trigger.RENEWAL_READY, state.liveness().generation()));
      case REST ->
          network.timer(network.now() + REST_NANOS, report(Trigger.RESTED, state.generation()));
      case DROP_CONNECT,
          USE_CONNECTION,
          ABANDON_CONNECTION,
          DRAIN_CONNECTION,
          DROP_PROBE,
          ADOPT_PROBE,
          DROP_LIVENESS_PROBE,
          RESUME,
          ADOPT_RENEWAL,
          CLOSE_ALL -> {} // sends the servers no request
    }
  }

  private void knock(int server, long generation, Trigger ifUp, Trigger ifDown) {
    network.knock(order.get(server), report(ifUp, generation), report(ifDown, generation));
  }

  private void setTimer() {
    if (state.wakeAtNanos() < timerAtNanos) {
      timerAtNanos = state.wakeAtNanos();
      network.timer(timerAtNanos, this::timer);
    }
  }

  /** May be too early if the machine's timer has changed since; the machine ignores that. */
  private void timer() {
    if (network.now() >= timerAtNanos) {
      timerAtNanos = State.NEVER;
    }
    happens(Trigger.TIMER, State.NO_GENERATION);
  }
}
