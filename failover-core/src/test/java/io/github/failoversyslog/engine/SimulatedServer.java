package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A host with a log server, and the faults of both. */
final class SimulatedServer {
  private final Server address;
  private final ServerHabits habits;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final Random random;
  private final HostPath path; // to its host
  private final List<ServerEnd> connections = new ArrayList<>();
  private final List<ServerEnd> neverRead = new ArrayList<>(); // while it accepts nothing
  private final RelpAnswers relp;
  private ServerMode mode = ServerMode.UP;
  private long stallNanos; // a byte may stay unread this long, while bytes are accepted
  private long stalledUntilNanos;
  private long restUntilNanos;
  private boolean calm;
  private boolean slow;
  private boolean everEnds = true;

  SimulatedServer(Server address, World world) {
    this.address = address;
    this.habits = world.schedule().habits();
    this.timeline = world.timeline();
    this.ledger = world.ledger();
    this.random = world.random();
    this.path = new HostPath(timeline);
    this.relp = new RelpAnswers(habits, ledger, random);
  }

  Server address() {
    return address;
  }

  HostPath path() {
    return path;
  }

  ServerMode mode() {
    return mode;
  }

  /** Whether it sends data to its clients, which they take for evidence that it reads. */
  boolean talks() {
    return habits.talks();
  }

  /** Whether it takes messages, be it over existing connections only. */
  boolean isUp() {
    return mode == ServerMode.UP || connections.stream().anyMatch(ServerEnd::takesPart);
  }

  List<ServerEnd> connections() {
    return connections;
  }

  /** A connection was established. */
  void accepts(ServerEnd connection) {
    connections.add(connection);
    if (mode == ServerMode.HANGS_UP) {
      connection.isNeverRead();
      long soon = random.nextLong(500 * MILLISECOND);
      timeline.in(soon, () -> connection.dies(random.nextDouble(), 0));
    } else if (mode == ServerMode.FULL) {
      connection.isNeverRead();
      connection.dies(random.nextDouble(), 0);
    } else if (mode == ServerMode.ACCEPTS_NOTHING) {
      connection.isNeverRead();
      neverRead.add(connection);
    }
  }

  void leaves(ServerEnd connection) {
    connections.remove(connection);
  }

  void hasInput(ServerEnd connection) {
    if (connection.asksForRead()) {
      readsIn(gap(), connection);
    }
  }

  private long gap() {
    boolean slow = !calm && random.nextInt(4) == 0;
    return random.nextLong(slow ? habits.gapNanos() : 5 * MILLISECOND);
  }

  private void readsIn(long nanos, ServerEnd connection) {
    timeline.in(
        nanos,
        () -> {
          boolean stalled = timeline.now() < stalledUntilNanos;
          if (stalled && connection.waitingNanos() < stallNanos) {
            readsIn(Math.min(stallNanos / 8, VirtualTime.SECOND), connection);
            return;
          }
          boolean dawdles = slow && connection.waitingNanos() < habits.gapNanos();
          boolean readAll = connection.reads(dawdles ? random.nextDouble() : 1);
          relp.answers(connection);
          if (!readAll) {
            hasInput(connection);
          }
        });
  }

  /** The process has read the end of the connection's stream. */
  void hasReadToTheEnd(ServerEnd connection) {
    if (everEnds) {
      connection.ends();
    }
  }

  /** The time to answer a request for a receipt. */
  long answerNanos() {
    return random.nextInt(4) == 0 ? random.nextLong(1 + habits.answerNanos()) : 0;
  }

  /** Its process has read a frame. */
  void takes(SentFrames.SentFrame frame, ServerEnd connection) {
    if (habits.format() != SentFrames.Format.RELP) {
      ledger.arrives(frame.message(), address);
      if (habits.talks() && random.nextInt(4) == 0) {
        connection.says("hello\n");
      }
      return;
    }
    relp.takes(frame, connection, address);
  }

  // Its faults; those that may have no effect return whether they had one.

  /** Its process is killed: unread data and unwritten answers are lost. */
  boolean isKilled() {
    boolean ran = isRunning();
    for (ServerEnd connection : List.copyOf(connections)) {
      connection.dies(someOrAll(), someOrAll());
      relp.drops();
    }
    mode = ServerMode.REFUSES;
    return ran;
  }

  private boolean isRunning() {
    return mode != ServerMode.REFUSES || !connections.isEmpty();
  }

  private double someOrAll() {
    return Math.min(1, 1.5 * random.nextDouble());
  }

  /** Its process shuts down cleanly, after reading everything that has arrived. */
  boolean isStopped() {
    boolean ran = isRunning();
    endsAll();
    mode = ServerMode.REFUSES;
    return ran;
  }

  /** It closes all connections cleanly. */
  void endsAll() {
    List.copyOf(connections).forEach(this::ends);
  }

  /** It sends something to every client that it listens to. */
  boolean saysSomething() {
    boolean said = false;
    for (ServerEnd connection : connections) {
      said |= !neverRead.contains(connection) && connection.says("hello\n");
    }
    return said;
  }

  /** It closes one connection cleanly. */
  boolean endsOne() {
    if (connections.isEmpty()) {
      return false;
    }
    ends(connections.get(random.nextInt(connections.size())));
    return true;
  }

  private void ends(ServerEnd connection) {
    if (connection.isOpen()) {
      connection.reads();
      relp.answers(connection);
      if (habits.format() == SentFrames.Format.RELP && random.nextBoolean()) {
        connection.says("0 serverclose 0\n");
      }
    }
    connection.ends();
  }

  /** A router resets one of its connections. */
  boolean isCutOff() {
    if (connections.isEmpty()) {
      return false;
    }
    connections.get(random.nextInt(connections.size())).isCut(someOrAll(), someOrAll());
    relp.drops();
    return true;
  }

  /**
   * Its process reads nothing for a time, and then catches up before it stalls again. A connection
   * that accepts no bytes may stall without limit, others for the assumed time.
   */
  boolean stalls(long assumedNanos, long nanos, long restNanos) {
    if (timeline.now() < restUntilNanos) {
      return false;
    }
    stallNanos = assumedNanos;
    stalledUntilNanos = timeline.now() + nanos;
    restUntilNanos = stalledUntilNanos + restNanos;
    return true;
  }

  /** From now on it refuses connections, or accepts and closes them; existing ones stay. */
  boolean becomes(ServerMode refusesOrHangsUp) {
    boolean wasUp = mode == ServerMode.UP;
    mode = wasUp ? refusesOrHangsUp : mode;
    return wasUp;
  }

  /** Its host vanishes without a packet. */
  void vanishes(long giveUpNanos) {
    mode = ServerMode.GONE;
    connections.forEach(connection -> connection.hostVanishes(giveUpNanos));
  }

  /** The network path of one of its connections, or of all, is lost. */
  boolean isForgotten(Route.Fault by, boolean all) {
    if (connections.isEmpty()) {
      return false;
    }
    List<ServerEnd> some =
        all ? connections : List.of(connections.get(random.nextInt(connections.size())));
    boolean anyNew = false;
    for (ServerEnd one : some) {
      anyNew |= one.near().isForgotten(by, random.nextDouble());
    }
    return anyNew;
  }

  /** The path drops nothing any more for its size. */
  void isFreed() {
    path.dropsNone();
    List.copyOf(connections).forEach(connection -> connection.near().isFreed());
  }

  /** From now on its process reads arrived data in pieces. */
  boolean slowsDown() {
    boolean wasSlow = slow;
    slow = true;
    return !wasSlow;
  }

  /** From now on its process, or a proxy before it, never ends its side of a stream. */
  boolean ceasesToEnd() {
    boolean did = everEnds;
    everEnds = habits.format() == SentFrames.Format.RELP;
    return did && !everEnds;
  }

  boolean everEnds() {
    return everEnds;
  }

  /** It is up again, whatever happened before; if its host had vanished, the host has booted. */
  void returns() {
    if (mode == ServerMode.GONE) {
      connections.forEach(connection -> connection.hostReturns(random.nextDouble()));
      connections.clear();
    } else if (mode == ServerMode.ACCEPTS_NOTHING) {
      neverRead.forEach(ServerEnd::isReset);
      neverRead.clear();
    }
    mode = ServerMode.UP;
  }

  /** From now on it reads without delay. */
  void calmsDown() {
    calm = true;
    slow = false;
    stalledUntilNanos = 0;
  }
}
