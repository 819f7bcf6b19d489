package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Finds lost wake-ups: a turn that an idle sender has before the time it asked for, while nothing
 * is ready, must change nothing. Only in some of the schedules, since such turns do what the sender
 * may have forgotten to wake up for.
 */
final class ExtraTurns {
  private static final int SCHEDULES_PER_ONE = 8;
  private static final long LOOKS_FOR_ROOM_NANOS = 100 * MILLISECOND; // at most, see RoomPolicy
  private static final long ON_THEIR_WAY_NANOS = SECOND; // bytes, at most

  private final Simulation simulation;
  private final Delivery delivery;
  private final VirtualTime timeline;
  private final SenderClock clock;
  private final Random random;
  private final boolean wanted;
  private long lookedAtNanos; // the last poll, in the time of the world

  ExtraTurns(Simulation simulation, Delivery delivery) {
    long seed = simulation.schedule().seed();
    this.simulation = simulation;
    this.delivery = delivery;
    this.timeline = simulation.timeline();
    this.clock = simulation.clock();
    this.random = new Random(seed);
    this.wanted = seed % SCHEDULES_PER_ONE == 0;
  }

  /** All connections were polled. */
  void looked(long worldNanos) {
    lookedAtNanos = worldNanos;
  }

  /**
   * The sender is idle: lets time pass, and it may have an extra turn then. Not while it looks for
   * room every 10 or 100 ms: then it forgets nothing for longer.
   *
   * @param untilNanos when the turn that it asked for is due
   * @param awake whether something is ready; ends the time
   * @return whether it had one
   */
  boolean happen(long untilNanos, BooleanSupplier awake) {
    long nanos = untilNanos - timeline.now();
    if (!wanted || nanos <= LOOKS_FOR_ROOM_NANOS || clock.isPauseDue()) {
      return false;
    }
    long changes = changesByWriters();
    timeline.moveTo(timeline.now() + 1 + random.nextLong(nanos - 1), awake);
    if (awake.getAsBoolean() || clock.isPauseDue() || changes != changesByWriters()) {
      return false;
    }
    requireNoChange();
    return true;
  }

  /** A sum that differs after each of them. */
  long changesByWriters() {
    return simulation.ring().tail() + simulation.offered();
  }

  private void requireNoChange() {
    if (simulation.isConnected() && !simulation.isDraining()) {
      simulation.network().open().forEach(this::requireLooked);
    }
    long wakeAtNanos = delivery.wakeAtNanos();
    List<Object> before = state();
    delivery.looked(clock.now());
    clock.looked(clock.now());
    delivery.handleSignals();
    Delivery.Turn turn = delivery.turn();
    looked(timeline.now());
    List<Object> after = state();
    if (turn != Delivery.Turn.IDLE || !before.equals(after)) {
      throw lost(wakeAtNanos, turn + ": " + before + " became " + after);
    }
    long nextNanos = delivery.wakeAtNanos();
    if (nextNanos < wakeAtNanos) { // a later one is harmless: what it was for is over
      throw lost(wakeAtNanos, "and the next is due at " + nextNanos + " ns");
    }
  }

  /**
   * An end of stream that is seen later has to count as later than the arrival of what was written:
   * the sender has to look when all of it has arrived.
   *
   * @param connection in use, or has carried no message yet
   */
  private void requireLooked(SimulatedConnection connection) {
    long arrivedNanos = connection.writtenAtNanos() + ON_THEIR_WAY_NANOS;
    if (connection.frames().isAnyWhole()
        && !connection.isBlocked()
        && !simulation.schedule().isRelp()
        && timeline.now() > arrivedNanos + MILLISECOND
        && lookedAtNanos < arrivedNanos
        && clock.hasRunSince(connection.writtenAtNanos())) {
      throw lost(
          delivery.wakeAtNanos(),
          "connection " + connection.number() + " was not polled since " + lookedAtNanos);
    }
  }

  private AssertionError lost(long wakeAtNanos, String change) {
    return new AssertionError(
        String.format(
            "a lost wake-up: at %d ns, while the next turn was due at %d ns, an extra one: %s",
            clock.now(), wakeAtNanos, change));
  }

  private List<Object> state() {
    Counters counters = simulation.counters();
    MessageRing ring = simulation.ring();
    SimulatedNetwork network = simulation.network();
    return List.of(
        simulation.state(),
        List.of(ring.released(), ring.sent(), ring.tail()),
        List.of(
            counters.sent.sum(),
            counters.repeated.sum(),
            counters.confirmed.sum(),
            counters.receipts.sum(),
            counters.renewals.sum(),
            counters.releasedUnconfirmed.sum(),
            counters.connects.sum(),
            counters.connectFailures.sum(),
            counters.connectionsLost.sum(),
            counters.failovers.sum(),
            counters.failbacks.sum(),
            counters.probesPassed.sum(),
            counters.probesFailed.sum()),
        counters.discarded(),
        network.attempts(),
        network.open().map(ExtraTurns::state).toList());
  }

  private static List<Object> state(SimulatedConnection connection) {
    return List.of(
        connection.number(),
        connection.written(),
        connection.requests().asked(),
        connection.isOutputShut(),
        connection.isBlocked());
  }
}
