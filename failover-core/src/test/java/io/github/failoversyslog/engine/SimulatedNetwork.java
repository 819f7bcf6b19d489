package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Servers, and the network path to them. */
final class SimulatedNetwork implements Connector {
  private final List<SimulatedServer> servers;
  private final Schedule schedule;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final Story story;
  private long attempts; // number of attempts so far
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final List<Handshake> answered = new ArrayList<>(); // outcomes not yet reported
  private Consumer<SimulatedServer> besides = server -> {};

  SimulatedNetwork(
      List<SimulatedServer> servers,
      Schedule schedule,
      VirtualTime timeline,
      Ledger ledger,
      Story story) {
    this.servers = servers;
    this.schedule = schedule;
    this.timeline = timeline;
    this.ledger = ledger;
    this.story = story;
  }

  @Override
  public Attempt open(Server address, AttemptListener outcome) {
    SimulatedServer server =
        servers.stream().filter(known -> known.address().equals(address)).findFirst().orElseThrow();
    Handshake handshake = new Handshake(server, ++attempts, outcome);
    timeline.in(2 * schedule.path().latencyNanos(), handshake::isAnswered);
    return handshake;
  }

  /** Sets a callback for servers that are connected while another connection exists. */
  void whenConnectedBesides(Consumer<SimulatedServer> told) {
    besides = told;
  }

  /** Whether a selector would wake: a connection is ready, or an attempt has ended. */
  boolean isReady() {
    if (!answered.isEmpty()) {
      return true;
    }
    for (SimulatedConnection connection : connections) {
      if (connection.isReady()) {
        return true;
      }
    }
    return false;
  }

  /** Calls the handler of every ready connection, as a selector loop would. */
  void tellReady() {
    List<Handshake> toTell = List.copyOf(answered);
    answered.clear();
    toTell.forEach(Handshake::isTold);
    List.copyOf(connections).forEach(SimulatedConnection::tellIfReady);
    connections.removeIf(SimulatedConnection::isClosed);
  }

  /** A TCP handshake. */
  private final class Handshake implements Attempt {
    private final SimulatedServer server;
    private final long number;
    private final AttemptListener outcome;
    private final long deadlineNanos = timeline.now() + schedule.connectTimeoutNanos();
    private @Nullable SimulatedConnection reached;
    private boolean over;
    private boolean cancelled;

    Handshake(SimulatedServer server, long number, AttemptListener outcome) {
      this.server = server;
      this.number = number;
      this.outcome = outcome;
    }

    private void isAnswered() {
      if (over || server.mode() == SimulatedServer.Mode.GONE) {
        return;
      }
      over = true;
      answered.add(this);
      if (server.mode() == SimulatedServer.Mode.REFUSES) {
        return;
      }
      boolean first = connections.stream().allMatch(SimulatedConnection::isClosed);
      reached = new SimulatedConnection(server, number, schedule, timeline, ledger);
      story.tell(() -> "connection " + number + " to " + server.address() + " is up");
      connections.add(reached);
      server.accepts(reached);
      if (!first) {
        besides.accept(server);
      }
    }

    private void isTold() {
      if (cancelled && reached != null) {
        reached.close();
      } else if (!cancelled && reached != null) {
        outcome.reached(reached);
      } else if (!cancelled) {
        outcome.failed("connection refused");
      }
    }

    @Override
    public long wakeAtNanos() {
      return over ? Long.MAX_VALUE : deadlineNanos;
    }

    @Override
    public void checkDeadline(long nowNanos) {
      if (!over && nowNanos >= deadlineNanos) {
        over = true;
        outcome.failed("no answer");
      }
    }

    @Override
    public void cancel() {
      over = true;
      cancelled = true;
    }
  }
}
