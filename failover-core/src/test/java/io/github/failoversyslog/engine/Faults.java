package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.engine.SimulatedServer.Mode;
import java.util.List;
import java.util.Random;

/** Draws and performs the faults of a schedule. */
final class Faults {
  private static final long LONG_PAUSE_NANOS = 600 * SECOND; // and as much again, at most
  private static final int SMALLEST_PACKET = 60;
  private static final int LONGEST_MESSAGE = 100;

  /** The kinds of faults. */
  enum Kind {
    KILLED,
    STOPPED,
    ENDS_A_CONNECTION,
    CUT_OFF,
    STALLS,
    VANISHES,
    REFUSES,
    HANGS_UP,
    FULL,
    READS_SLOWLY,
    ENDS_NO_STREAM,
    FORGOTTEN,
    ONLY_THERE,
    ONLY_BACK,
    RESETS,
    QUEUE_FULL,
    ACCEPTS_NOTHING,
    NAME_UNRESOLVED,
    NAME_MOVED,
    PACKETS_DELAYED,
    BLACK_HOLE,
    TALKS,
    SENDER_PAUSED,
    SENDER_PAUSED_FOR_MINUTES,
    WRITER_SUSPENDED,
    WRITER_DIES;

    private static final List<Kind> ALL = List.of(values());
  }

  private final Simulation simulation;
  private final VirtualTime timeline;
  private final Random random;
  private boolean gone;
  private boolean disturbed;
  private boolean forgotten;

  Faults(Simulation simulation) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
    this.disturbed = simulation.schedule().manner() == Requests.Manner.ENDS_AT_THE_FIRST;
  }

  /** Whether a host ever vanished. */
  boolean gone() {
    return gone;
  }

  /** Whether there was a fault other than a full server. */
  boolean disturbed() {
    return disturbed;
  }

  /** Whether the network dropped a connection's packets. */
  boolean forgotten() {
    return forgotten;
  }

  /** A fault of some server. */
  void one() {
    at(anyServer());
  }

  /** Two faults of different kinds, of two servers or of one. */
  void two() {
    Kind first = anyKind();
    Kind second = anyKind();
    simulation.situations().sawIf(first != second, Situation.TWO_DIFFERENT_FAULTS_AT_ONCE);
    perform(first, anyServer());
    perform(second, anyServer());
  }

  void at(SimulatedServer server) {
    perform(anyKind(), server);
  }

  private SimulatedServer anyServer() {
    List<SimulatedServer> servers = simulation.servers();
    return servers.get(random.nextInt(servers.size()));
  }

  private Kind anyKind() {
    return Kind.ALL.get(random.nextInt(Kind.ALL.size()));
  }

  private void perform(Kind kind, SimulatedServer server) {
    if (server.mode() == Mode.GONE) {
      return;
    }
    disturbed |= kind != Kind.FULL || !simulation.isReachable();
    simulation.story().tell(() -> server.address() + ": " + kind);
    note();
    switch (kind) {
      case KILLED, STOPPED, ENDS_A_CONNECTION, CUT_OFF, STALLS, VANISHES -> fail(kind, server);
      case READS_SLOWLY -> server.slowsDown();
      case ENDS_NO_STREAM -> {
        if (random.nextInt(4) == 0) {
          server.ceasesToEnd();
        }
      }
      case FORGOTTEN -> isForgotten(server, Route.Fault.FORGOTTEN);
      case ONLY_THERE -> isForgotten(server, Route.Fault.ONLY_THERE);
      case ONLY_BACK -> {
        if (!server.talks()) { // else its data would be taken for evidence
          isForgotten(server, Route.Fault.ONLY_BACK);
        }
      }
      case RESETS -> isForgotten(server, Route.Fault.RESETS);
      case REFUSES -> becomes(server, Mode.REFUSES, 10 * SECOND);
      case HANGS_UP -> becomes(server, Mode.HANGS_UP, 10 * SECOND);
      case FULL -> becomes(server, Mode.FULL, 20 * SECOND);
      case QUEUE_FULL -> becomes(server, Mode.QUEUE_FULL, 20 * SECOND);
      case ACCEPTS_NOTHING -> becomes(server, Mode.ACCEPTS_NOTHING, 30 * SECOND);
      case NAME_UNRESOLVED -> becomes(server, Mode.UNRESOLVED, 20 * SECOND);
      case NAME_MOVED -> becomes(server, Mode.MOVED, 20 * SECOND);
      case PACKETS_DELAYED -> delayPackets(server);
      case BLACK_HOLE -> dropLargePackets(server);
      case TALKS -> {
        if (server.talks()) {
          server.saysSomething();
        }
      }
      case SENDER_PAUSED -> pause(upTo(3 * SECOND));
      case SENDER_PAUSED_FOR_MINUTES -> pauseForMinutes();
      case WRITER_SUSPENDED -> simulation.logSlowly(upTo(5 * SECOND));
      case WRITER_DIES -> {
        if (random.nextInt(4) == 0) {
          simulation.writers().dies(1 + random.nextInt(LONGEST_MESSAGE));
        }
      }
    }
    simulation
        .situations()
        .sawIf(
            simulation.servers().stream().allMatch(one -> one.mode() != Mode.UP),
            Situation.NO_SERVER_IS_UP);
  }

  private void note() {
    Situations situations = simulation.situations();
    situations.sawIf(simulation.isResting(), Situation.FAULT_IN_A_REST);
    situations.sawIf(simulation.isDraining(), Situation.FAULT_WHILE_AN_OLD_CONNECTION_DRAINS);
    situations.sawIf(simulation.isOpeningASession(), Situation.FAULT_WHILE_A_SESSION_IS_OPENED);
  }

  private void fail(Kind kind, SimulatedServer server) {
    switch (kind) {
      case KILLED -> {
        server.isKilled();
        returns(server, 5 * SECOND);
      }
      case STOPPED -> {
        server.isStopped();
        returns(server, 5 * SECOND);
      }
      case ENDS_A_CONNECTION -> server.endsOne();
      case CUT_OFF -> server.isCutOff();
      case STALLS -> stall(server);
      default -> {
        gone = true;
        server.vanishes(20 * SECOND + upTo(40 * SECOND));
        returns(server, 20 * SECOND);
      }
    }
  }

  private long upTo(long nanos) {
    return 1 + random.nextLong(nanos);
  }

  /** Nobody may assume how long it takes, unless data from a server is evidence. */
  private void stall(SimulatedServer server) {
    long windowNanos = simulation.schedule().windowNanos();
    long assumedNanos =
        server.talks()
            ? windowNanos / 10 + upTo(3 * windowNanos / 10)
            : windowNanos / 10 + upTo(4 * windowNanos);
    boolean little = random.nextBoolean();
    server.stalls(
        assumedNanos, upTo(little ? windowNanos / 2 : 3 * windowNanos), 3 * windowNanos / 10);
  }

  private void becomes(SimulatedServer server, Mode mode, long withinNanos) {
    server.becomes(mode);
    returns(server, withinNanos);
  }

  private void isForgotten(SimulatedServer server, Route.Fault by) {
    forgotten = true;
    server.isForgotten(by, random.nextBoolean());
  }

  private void delayPackets(SimulatedServer server) {
    long windowNanos = simulation.schedule().windowNanos();
    server.path().holds(upTo(server.talks() ? windowNanos / 10 : 2 * windowNanos));
    simulation
        .situations()
        .sawIf(
            server.connections().stream().anyMatch(one -> one.near().isOutputShut()),
            Situation.DELAYED_PACKETS_AROUND_A_HALF_CLOSE);
  }

  private void dropLargePackets(SimulatedServer server) {
    if (!server.talks()) {
      forgotten = true; // until the path drops no packets any more
      server.path().dropsLargerThan(SMALLEST_PACKET + random.nextInt(200));
      if (random.nextBoolean()) {
        timeline.in(upTo(20 * SECOND), server::isFreed);
      }
    }
  }

  private void pause(long nanos) {
    SenderClock.Pause how =
        SenderClock.Pause.values()[random.nextInt(SenderClock.Pause.values().length)];
    Situations situations = simulation.situations();
    situations.sawIf(
        how == SenderClock.Pause.AFTER_READING, Situation.SENDER_CONTINUES_WITH_AN_OLD_TIME);
    situations.sawIf(
        how == SenderClock.Pause.MACHINE_SUSPENDED && simulation.isConnected(),
        Situation.MACHINE_SUSPENDED_WHILE_CONNECTED);
    simulation.clock().pauses(random.nextInt(20), nanos, how);
  }

  /** The servers do not wait for so long. */
  private void pauseForMinutes() {
    simulation.situations().saw(Situation.SENDER_PAUSED_FOR_MINUTES);
    pause(LONG_PAUSE_NANOS + random.nextLong(LONG_PAUSE_NANOS));
    for (SimulatedServer server : simulation.servers()) {
      switch (random.nextInt(4)) {
        case 0 -> timeline.in(upTo(LONG_PAUSE_NANOS), server::endsAll);
        case 1 -> timeline.in(upTo(LONG_PAUSE_NANOS), () -> restarts(server));
        default -> {}
      }
    }
  }

  private void restarts(SimulatedServer server) {
    if (server.mode() == Mode.UP) {
      server.isKilled();
      timeline.in(MILLISECOND, server::returns);
    }
  }

  private void returns(SimulatedServer server, long withinNanos) {
    if (random.nextInt(4) > 0) {
      timeline.in(
          upTo(withinNanos),
          () -> {
            simulation.story().tell(() -> server.address() + " is back");
            server.returns();
          });
    }
  }
}
