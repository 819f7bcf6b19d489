package io.github.failoversyslog.failover;

import io.github.failoversyslog.failover.ComparedServers.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Performs the machine's actions on the servers, which answer after their delay. */
final class MachineClient implements ComparedClient {
  private static final long NANOS = 1_000_000; // of a millisecond

  private final ComparedServers servers;
  private final FailoverMachine machine;
  private final List<Seen> seen = new ArrayList<>();
  private final Deque<Signal> signals = new ArrayDeque<>();
  private final Answers<Asked> answers;
  private State state = State.INITIAL;
  private long endsAt = Long.MAX_VALUE;
  private long oldGeneration;
  private boolean forgotten;

  private record Asked(Action action, int server, long generation) {}

  MachineClient(ComparedServers servers) {
    this.servers = servers;
    this.machine = new FailoverMachine(servers.settings().rules());
    this.answers = new Answers<>(servers);
  }

  @Override
  public void start() {
    happens(Signal.of(Trigger.START));
  }

  private void happens(Signal first) {
    signals.add(first);
    while (!signals.isEmpty()) {
      Signal signal = signals.remove();
      Conditions now = new Conditions(nanos(), forgotten, servers.settings().random());
      Step step = machine.step(state, signal, now);
      if (step.state().generation() != state.generation()) {
        oldGeneration = state.generation();
      }
      boolean passed = state.probes().status() == ProbeStatus.COMPLETING;
      boolean accepted = passed || signal.trigger() == Trigger.PROBE_PASSED;
      state = step.state();
      step.actions().forEach(action -> perform(action, accepted));
    }
  }

  private long nanos() {
    return servers.millis() * NANOS;
  }

  /**
   * @param accepted whether the server has accepted the probe's connection
   */
  private void perform(Action action, boolean accepted) {
    switch (action) {
      case CONNECT -> ask(action, state.server(), state.generation());
      case START_PROBE, COMPLETE_PROBE -> ask(action, 0, state.probes().generation());
      case START_LIVENESS_PROBE, COMPLETE_RENEWAL ->
          ask(action, state.server(), state.liveness().generation());
      case USE_CONNECTION, ADOPT_PROBE, ADOPT_RENEWAL -> use();
      case DROP_PROBE -> {
        if (accepted) {
          seen.add(new Seen(0, false, servers.millis()));
        }
      }
      case REST -> signals.add(Signal.of(Trigger.RESTED, state.generation()));
      case DROP_CONNECT,
          ABANDON_CONNECTION,
          DRAIN_CONNECTION,
          DROP_LIVENESS_PROBE,
          RESUME,
          CLOSE_ALL -> {}
    }
  }

  private void ask(Action action, int server, long generation) {
    answers.await(new Asked(action, server, generation));
  }

  private void answered(Asked asked) {
    boolean accepts = servers.accepts(asked.server());
    boolean serves = servers.serves(asked.server());
    Trigger answer =
        switch (asked.action()) {
          case CONNECT -> serves ? Trigger.CONNECTED : Trigger.CONNECT_FAILED;
          case START_PROBE -> accepts ? Trigger.PROBE_PASSED : Trigger.PROBE_FAILED;
          case COMPLETE_PROBE -> serves ? Trigger.PROBE_READY : Trigger.PROBE_FAILED;
          case START_LIVENESS_PROBE -> accepts ? Trigger.LIVENESS_PASSED : Trigger.LIVENESS_FAILED;
          default -> serves ? Trigger.RENEWAL_READY : Trigger.RENEWAL_FAILED;
        };
    happens(Signal.of(answer, asked.generation()));
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
    return Math.min(Math.min(endsAt, answers.nextMillis()), timer);
  }

  @Override
  public void timeHasCome() {
    if (servers.millis() >= endsAt) {
      connectionEnds();
    } else if (answers.isDue()) {
      answered(answers.remove());
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
