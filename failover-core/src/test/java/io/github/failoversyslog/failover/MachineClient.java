package io.github.failoversyslog.failover;

import io.github.failoversyslog.failover.ComparedServers.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Performs the machine's actions on the servers; each is answered at once. */
final class MachineClient implements ComparedClient {
  private static final long NANOS = 1_000_000; // of a millisecond

  private final ComparedServers servers;
  private final FailoverMachine machine;
  private final double random;
  private final List<Seen> seen = new ArrayList<>();
  private final Deque<Signal> signals = new ArrayDeque<>();
  private State state = State.INITIAL;
  private long endsAt = Long.MAX_VALUE;
  private long oldGeneration;
  private boolean forgotten;

  MachineClient(ComparedServers servers, Rules rules, double random) {
    this.servers = servers;
    this.machine = new FailoverMachine(rules);
    this.random = random;
  }

  @Override
  public void start() {
    happens(Signal.of(Trigger.START));
  }

  private void happens(Signal first) {
    signals.add(first);
    while (!signals.isEmpty()) {
      Signal signal = signals.remove();
      boolean passed = signal.trigger() == Trigger.PROBE_PASSED;
      Conditions now = new Conditions(servers.millis() * NANOS, forgotten, random);
      Step step = machine.step(state, signal, now);
      if (step.state().generation() != state.generation()) {
        oldGeneration = state.generation();
      }
      state = step.state();
      step.actions().forEach(action -> perform(action, passed));
    }
  }

  private void perform(Action action, boolean passed) {
    switch (action) {
      case CONNECT ->
          answers(
              servers.serves(state.server()),
              Trigger.CONNECTED,
              Trigger.CONNECT_FAILED,
              state.generation());
      case USE_CONNECTION, ADOPT_PROBE, ADOPT_RENEWAL -> use();
      case START_PROBE ->
          answers(
              servers.accepts(0),
              Trigger.PROBE_PASSED,
              Trigger.PROBE_FAILED,
              state.probes().generation());
      case COMPLETE_PROBE -> {
        boolean serves = servers.serves(0);
        answers(serves, Trigger.PROBE_READY, Trigger.PROBE_FAILED, state.probes().generation());
        if (!serves) {
          seen.add(new Seen(0, false, servers.millis()));
        }
      }
      case DROP_PROBE -> {
        if (passed) {
          seen.add(new Seen(0, false, servers.millis()));
        }
      }
      case START_LIVENESS_PROBE ->
          answers(
              servers.accepts(state.server()),
              Trigger.LIVENESS_PASSED,
              Trigger.LIVENESS_FAILED,
              state.liveness().generation());
      case COMPLETE_RENEWAL ->
          answers(
              servers.serves(state.server()),
              Trigger.RENEWAL_READY,
              Trigger.RENEWAL_FAILED,
              state.liveness().generation());
      case REST -> signals.add(Signal.of(Trigger.RESTED, state.generation()));
      case DROP_CONNECT,
          ABANDON_CONNECTION,
          DRAIN_CONNECTION,
          DROP_LIVENESS_PROBE,
          RESUME,
          CLOSE_ALL -> {}
    }
  }

  private void answers(boolean well, Trigger ifWell, Trigger ifNot, long generation) {
    signals.add(Signal.of(well ? ifWell : ifNot, generation));
  }

  private void use() {
    forgotten = false;
    seen.add(new Seen(state.server(), true, servers.millis()));
    endsAt =
        servers.status(state.server()) == Status.SHORT
            ? servers.millis() + ComparedServers.SHORT_MILLIS
            : Long.MAX_VALUE;
  }

  @Override
  public void connectionEnds() {
    endsAt = Long.MAX_VALUE;
    happens(Signal.of(Trigger.CONNECTION_LOST, state.generation()));
  }

  @Override
  public void oldConnectionEnds() {
    happens(Signal.of(Trigger.CONNECTION_LOST, oldGeneration));
  }

  @Override
  public void connectionIsForgotten() {
    forgotten = true;
  }

  @Override
  public void applicationStops() {
    happens(Signal.of(Trigger.RETRY_NOW));
  }

  @Override
  public long nextMillis() {
    long wakeAt = state.wakeAtNanos();
    long timer = wakeAt == State.NEVER ? wakeAt : (wakeAt + NANOS - 1) / NANOS;
    return Math.min(endsAt, timer);
  }

  @Override
  public void timeHasCome() {
    if (servers.millis() >= endsAt) {
      connectionEnds();
    } else {
      happens(Signal.of(Trigger.TIMER));
    }
  }

  @Override
  public int serverInUse() {
    return state.phase().isConnected() ? state.server() : -1;
  }

  @Override
  public List<Seen> seen() {
    return seen;
  }
}
