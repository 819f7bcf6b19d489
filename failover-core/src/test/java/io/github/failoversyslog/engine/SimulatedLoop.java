package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import io.github.failoversyslog.ring.MessageRing;
import java.util.function.BooleanSupplier;

/** The loop of the sender's thread in virtual time: sleeps and is woken like {@link SenderLoop}. */
final class SimulatedLoop {
  private static final int MOST_TURNS_AT_ONCE = 2000;

  private final Simulation simulation;
  private final Delivery delivery;
  private final VirtualTime timeline;
  private final SenderClock clock;
  private final SimulatedNetwork network;
  private final MessageRing ring;
  private final ExtraTurns extraTurns;
  private int turnsAtOnce;
  private boolean gathered; // messages, at the last wait
  private long flowedAtNanos;
  private boolean listening; // new messages wake it
  private boolean woken;

  SimulatedLoop(Simulation simulation, Delivery delivery) {
    this.simulation = simulation;
    this.delivery = delivery;
    this.timeline = simulation.timeline();
    this.clock = simulation.clock();
    this.network = simulation.network();
    this.ring = simulation.ring();
    this.extraTurns = new ExtraTurns(simulation, delivery);
  }

  /** A message waits, which may wake the loop. */
  void messageWaits() {
    woken |= listening;
  }

  void wakes() {
    woken = true;
  }

  /** See {@link Simulation#runUntil}. */
  boolean runUntil(BooleanSupplier met, long nanos) {
    long end = timeline.now() + nanos;
    boolean running = true;
    while (running && timeline.now() < end && !met.getAsBoolean()) {
      running = turn(end);
    }
    return running;
  }

  private boolean turn(long end) {
    woken = false;
    listening = false;
    long writtenBefore = extraTurns.changesByWriters();
    Delivery.Turn turn = delivery.turn();
    simulation.check();
    if (turn == Delivery.Turn.OVER) {
      return false;
    }
    long before = timeline.now();
    // What was appended in the turn, perhaps after a pause, waits for room until the next one.
    sleep(turn, end, writtenBefore == extraTurns.changesByWriters());
    delivery.handleSignals();
    simulation.check();
    turnsAtOnce = timeline.now() > before ? 0 : turnsAtOnce + 1;
    if (turnsAtOnce > MOST_TURNS_AT_ONCE) {
      throw new AssertionError("turns without end, and nothing comes of it");
    }
    return true;
  }

  private void sleep(Delivery.Turn turn, long end, boolean complete) {
    long begun = timeline.now();
    long lookedAt = clock.now();
    gathered = turn == Delivery.Turn.FLOWING && flows(begun);
    boolean sleeps = turn != Delivery.Turn.MORE && !gathered;
    long wakeAt = wakeAt(turn, begun);
    listening = sleeps && delivery.isReadyForMessages();
    if (sleeps
        && !isAwake()
        && complete
        && extraTurns.happen(Math.min(wakeAt, end), this::isAwake)) {
      begun = timeline.now();
      lookedAt = clock.now();
      wakeAt = wakeAt(turn, begun);
    }
    long roundedUp = wakeAt <= begun || wakeAt > end ? wakeAt : wakeAt + MILLISECOND;
    timeline.moveTo(isAwake() ? begun : Math.min(roundedUp, end), this::isAwake);
    network.tellReady();
    delivery.looked(lookedAt);
    clock.looked(lookedAt);
    extraTurns.looked(begun);
  }

  /** Whether messages follow each other within a millisecond. */
  private boolean flows(long now) {
    boolean flow = gathered || now - flowedAtNanos < MILLISECOND;
    flowedAtNanos = now;
    return flow;
  }

  private long wakeAt(Delivery.Turn turn, long now) {
    if (turn == Delivery.Turn.MORE) {
      return now;
    }
    return gathered ? now + MILLISECOND : clock.worldTimeAt(delivery.wakeAtNanos());
  }

  private boolean isAwake() {
    return woken || network.isReady() || (listening && ring.isReadable());
  }
}
