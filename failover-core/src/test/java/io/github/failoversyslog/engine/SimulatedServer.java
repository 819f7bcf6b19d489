package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A host with a log server, and the faults of both. */
final class SimulatedServer {

  /** How it handles new connections. */
  enum Mode {
    UP,
    REFUSES,
    /** Accepts connections, reads nothing, and closes them soon. */
    HANGS_UP,
    /** Closes new connections at once; existing ones continue. */
    FULL,
    GONE
  }

  /**
   * How its process reads and answers.
   *
   * @param gapNanos the longest time between two reads of a connection with input
   * @param refusals percentage of messages that it refuses; RELP only
   * @param outOfOrder whether it answers in any order; RELP only
   * @param answerNanos the longest time to answer a request for a receipt
   */
  record ServerHabits(
      SentFrames.Format format,
      long gapNanos,
      int refusals,
      boolean outOfOrder,
      long answerNanos) {}

  private static final String OFFERS = "200 OK\nrelp_version=0\ncommands=syslog";

  private final Server address;
  private final ServerHabits habits;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final Random random;
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private Mode mode = Mode.UP;
  private long stallNanos; // a byte may stay unread this long, while bytes are accepted
  private long stalledUntilNanos;
  private long restUntilNanos;
  private boolean calm;
  private boolean slow;
  private boolean everEnds = true;

  SimulatedServer(
      Server address, ServerHabits habits, VirtualTime timeline, Ledger ledger, Random random) {
    this.address = address;
    this.habits = habits;
    this.timeline = timeline;
    this.ledger = ledger;
    this.random = random;
  }

  Server address() {
    return address;
  }

  Mode mode() {
    return mode;
  }

  /** A connection was established. */
  void accepts(SimulatedConnection connection) {
    connections.add(connection);
    if (mode == Mode.HANGS_UP) {
      connection.asksForRead(); // never answered
      long soon = random.nextLong(500 * MILLISECOND);
      timeline.in(soon, () -> connection.serverDies(random.nextDouble(), 0));
    } else if (mode == Mode.FULL) {
      connection.asksForRead();
      connection.serverDies(random.nextDouble(), 0);
    }
  }

  void leaves(SimulatedConnection connection) {
    connections.remove(connection);
  }

  void hasInput(SimulatedConnection connection) {
    if (connection.asksForRead()) {
      readsIn(gap(), connection);
    }
  }

  private long gap() {
    boolean slow = !calm && random.nextInt(4) == 0;
    return random.nextLong(slow ? habits.gapNanos : 5 * MILLISECOND);
  }

  private void readsIn(long nanos, SimulatedConnection connection) {
    timeline.in(
        nanos,
        () -> {
          boolean stalled = timeline.now() < stalledUntilNanos;
          if (stalled && connection.waitingNanos() < stallNanos) {
            readsIn(stallNanos / 8, connection);
            return;
          }
          boolean dawdles = slow && connection.waitingNanos() < habits.gapNanos;
          boolean readAll = connection.serverReads(dawdles ? random.nextDouble() : 1);
          answer(connection);
          if (!readAll) {
            hasInput(connection);
          }
        });
  }

  /** The process has read the end of the connection's stream. */
  void hasReadToTheEnd(SimulatedConnection connection) {
    if (everEnds) {
      connection.serverEnds();
    }
  }

  /** The time to answer a request for a receipt. */
  long answerNanos() {
    return random.nextInt(4) == 0 ? random.nextLong(1 + habits.answerNanos) : 0;
  }

  /** Its process has read a frame. */
  void takes(SentFrames.SentFrame frame, SimulatedConnection connection) {
    if (habits.format != SentFrames.Format.RELP) {
      ledger.arrives(frame.message(), address);
      return;
    }
    int transaction = frame.transaction();
    switch (frame.command()) {
      case "open" ->
          connection.serverSays(transaction + " rsp " + OFFERS.length() + " " + OFFERS + "\n");
      case "syslog" -> {
        if (random.nextInt(100) < habits.refusals) {
          ledger.isRefused(frame.message(), connection.number());
          answers.add(transaction + " rsp 7 500 bad\n");
        } else {
          ledger.arrives(frame.message(), address);
          answers.add(transaction + " rsp 6 200 OK\n");
        }
      }
      case "close" -> {
        answer(connection);
        connection.serverSays(transaction + " rsp 0\n0 serverclose 0\n");
        connection.serverEnds();
      }
      default -> throw new AssertionError("a frame with the command " + frame.command());
    }
  }

  private void answer(SimulatedConnection connection) {
    if (habits.outOfOrder) {
      Collections.shuffle(answers, random);
    }
    answers.forEach(connection::serverSays);
    answers.clear();
  }

  /** Its process is killed: unread data and unwritten answers are lost. */
  void isKilled() {
    for (SimulatedConnection connection : List.copyOf(connections)) {
      connection.serverDies(someOrAll(), someOrAll());
      answers.clear();
    }
    mode = Mode.REFUSES;
  }

  private double someOrAll() {
    return Math.min(1, 1.5 * random.nextDouble());
  }

  /** Its process shuts down cleanly, after reading everything that has arrived. */
  void isStopped() {
    List.copyOf(connections).forEach(this::ends);
    mode = Mode.REFUSES;
  }

  /** It closes one connection cleanly. */
  void endsOne() {
    if (!connections.isEmpty()) {
      ends(connections.get(random.nextInt(connections.size())));
    }
  }

  private void ends(SimulatedConnection connection) {
    if (connection.isOpenAtServer()) {
      connection.serverReads();
      answer(connection);
      if (habits.format == SentFrames.Format.RELP && random.nextBoolean()) {
        connection.serverSays("0 serverclose 0\n");
      }
    }
    connection.serverEnds();
  }

  /** A router resets one of its connections. */
  void isCutOff() {
    if (!connections.isEmpty()) {
      connections.get(random.nextInt(connections.size())).isCut(someOrAll(), someOrAll());
      answers.clear();
    }
  }

  /**
   * Its process reads nothing for a time, and then catches up before it stalls again. A connection
   * that accepts no bytes may stall without limit, others for the assumed time.
   */
  void stalls(long assumedNanos, long nanos, long restNanos) {
    if (timeline.now() >= restUntilNanos) {
      stallNanos = assumedNanos;
      stalledUntilNanos = timeline.now() + nanos;
      restUntilNanos = stalledUntilNanos + restNanos;
    }
  }

  /** From now on it refuses connections, or accepts and closes them; existing ones stay. */
  void becomes(Mode refusesOrHangsUp) {
    if (mode == Mode.UP) {
      mode = refusesOrHangsUp;
    }
  }

  /** Its host vanishes without a packet. */
  void vanishes(long giveUpNanos) {
    mode = Mode.GONE;
    connections.forEach(connection -> connection.hostVanishes(giveUpNanos));
  }

  /** The network path of one of its connections, or of all, is lost. */
  void isForgotten(SimulatedConnection.Forgetting by, boolean all) {
    if (all) {
      connections.forEach(connection -> connection.isForgotten(by, random.nextDouble()));
    } else if (!connections.isEmpty()) {
      SimulatedConnection one = connections.get(random.nextInt(connections.size()));
      one.isForgotten(by, random.nextDouble());
    }
  }

  /** From now on its process reads arrived data in pieces. */
  void slowsDown() {
    slow = true;
  }

  /** From now on its process, or a proxy before it, never ends its side of a stream. */
  void ceasesToEnd() {
    everEnds = habits.format == SentFrames.Format.RELP;
  }

  boolean everEnds() {
    return everEnds;
  }

  /** It is up again, whatever happened before; if its host had vanished, the host has booted. */
  void returns() {
    if (mode == Mode.GONE) {
      connections.forEach(connection -> connection.hostReturns(random.nextDouble()));
      connections.clear();
    }
    mode = Mode.UP;
  }

  /** From now on it reads without delay. */
  void calmsDown() {
    calm = true;
    slow = false;
    stalledUntilNanos = 0;
  }
}
