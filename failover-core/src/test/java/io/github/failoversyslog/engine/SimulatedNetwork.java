package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Servers, and the network path to them. */
final class SimulatedNetwork implements Connector {
  private static final long FIRST_RETRY_NANOS = VirtualTime.SECOND; // of a SYN; then twice as long
  private static final int MOST_CONNECTIONS = 8; // 1 in use, 4 draining, 1 of each kind of attempt

  private final List<SimulatedServer> servers;
  private final World world;
  private final Schedule schedule;
  private final VirtualTime timeline;
  private final LongSupplier clock; // of the sender
  private final Story story;
  private final Situations situations;
  private long attempts; // number of attempts so far
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final List<Handshake> answered = new ArrayList<>(); // outcomes not yet reported
  private Consumer<SimulatedServer> besides = server -> {};

  SimulatedNetwork(List<SimulatedServer> servers, World world) {
    this.servers = servers;
    this.world = world;
    this.schedule = world.schedule();
    this.timeline = world.timeline();
    this.clock = world.clock()::now;
    this.story = world.story();
    this.situations = world.situations();
  }

  @Override
  public Attempt open(Server address, AttemptListener outcome) {
    SimulatedServer server =
        servers.stream().filter(known -> known.address().equals(address)).findFirst().orElseThrow();
    Handshake handshake = new Handshake(server, ++attempts, outcome);
    timeline.in(
        2 * schedule.path().latencyNanos(), () -> server.path().arrives(handshake::isAnswered));
    return handshake;
  }

  /** Sets a callback for servers that are connected while another connection exists. */
  void whenConnectedBesides(Consumer<SimulatedServer> told) {
    besides = told;
  }

  private void requireFewConnections() {
    long open = connections.stream().filter(connection -> !connection.isClosed()).count();
    situations.sawIf(open >= 3, Situation.THREE_CONNECTIONS_AT_ONCE);
    situations.sawIf(open >= 4, Situation.FOUR_CONNECTIONS_AT_ONCE);
    if (open > MOST_CONNECTIONS) {
      throw new AssertionError(open + " connections at once");
    }
  }

  /** The connections that the sender has not closed. */
  Stream<SimulatedConnection> open() {
    return connections.stream().filter(connection -> !connection.isClosed());
  }

  /** The number of attempts to connect so far. */
  long attempts() {
    return attempts;
  }

  /** Whether a connection that others have replaced still waits to write. */
  boolean isAnOldOneUnwritten() {
    long newest = open().mapToLong(SimulatedConnection::number).max().orElse(0);
    return open().anyMatch(one -> one.number() < newest && one.isBlocked());
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
    private final long deadlineNanos = clock.getAsLong() + schedule.connectTimeoutNanos();
    private @Nullable SimulatedConnection reached;
    private long retryNanos = FIRST_RETRY_NANOS;
    private boolean unasked; // its name was not resolved
    private boolean over;
    private boolean cancelled;

    Handshake(SimulatedServer server, long number, AttemptListener outcome) {
      this.server = server;
      this.number = number;
      this.outcome = outcome;
    }

    private void isAnswered() {
      if (over || server.mode() == ServerMode.MOVED) {
        return;
      }
      if (server.mode().isSilent()) {
        timeline.in(retryNanos, () -> server.path().arrives(this::isAnswered));
        retryNanos *= 2;
        return;
      }
      over = true;
      answered.add(this);
      if (server.mode() != ServerMode.REFUSES && server.mode() != ServerMode.UNRESOLVED) {
        isAccepted();
      }
      unasked = server.mode() == ServerMode.UNRESOLVED;
    }

    private void isAccepted() {
      boolean first = connections.stream().allMatch(SimulatedConnection::isClosed);
      SimulatedConnection made = new SimulatedConnection(server, number, world);
      reached = made;
      story.tell(() -> "connection " + number + " to " + server.address() + " is up");
      situations.sawIf(retryNanos > FIRST_RETRY_NANOS, Situation.CONNECTED_BY_A_LATER_SYN);
      connections.add(made);
      server.accepts(made.far());
      requireFewConnections();
      if (!first) {
        besides.accept(server);
      }
    }

    private void isTold() {
      if (cancelled && reached != null) {
        situations.saw(Situation.CONNECTED_AFTER_THE_ATTEMPT_WAS_DROPPED);
        reached.close();
      } else if (!cancelled && reached != null) {
        outcome.reached(reached);
      } else if (!cancelled && unasked) {
        outcome.notAsked("unknown host");
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
