package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The events of a schedule: random messages and faults. Then the sender is either stopped during
 * the faults, or the faults end, everything must be delivered, and it is stopped. In some schedules
 * there are more faults of servers while it stops.
 */
final class Play {
  private static final int MOST_BURSTS = 10;
  private static final int LARGEST_BURST = 20;
  private static final int MOST_FAULTS = 6;
  private static final int MOST_AIMS = 4;
  private static final int MOST_FAULTS_OF_A_STOP = 6;
  private static final long QUICK_STOP_NANOS = 2 * SECOND; // most take no longer
  private static final long CALM_NANOS = 300 * SECOND;
  private static final long LONGEST_MEMORY_NANOS = 100 * SECOND; // of a host that vanished

  private final Simulation simulation;
  private final VirtualTime timeline;
  private final Random random;
  private final Faults faults;
  private boolean over; // no more events but those of the end
  private int aimsLeft = MOST_AIMS;

  private Play(Simulation simulation) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
    this.faults = new Faults(simulation);
  }

  /** Fails if a guarantee is violated. */
  static void of(Simulation simulation) {
    new Play(simulation).perform();
  }

  private void perform() {
    long nanos = upTo(random.nextInt(16) == 0 ? 300 * SECOND : 30 * SECOND);
    int bursts = 1 + random.nextInt(MOST_BURSTS);
    for (int i = 0; i < bursts; i++) {
      timeline.in(upTo(nanos), this::logBurst);
    }
    int number = random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < number; i++) {
      timeline.in(upTo(nanos), random.nextInt(4) == 0 ? faults::two : faults::one);
    }
    simulation.network().whenConnectedBesides(this::aim);
    simulation.runFor(nanos);
    over = true;
    if (!faults.disturbed() && simulation.counters().connectionsLost.sum() > 0) {
      throw new AssertionError("a connection was left though its server takes only no others");
    }
    if (random.nextInt(4) == 0) {
      stopAmongFaults();
    } else {
      endInPeace();
    }
  }

  private void stopAmongFaults() {
    long budgetNanos = upTo(4 * SECOND);
    if (random.nextBoolean()) {
      drawFaultsOfTheStop(simulation.servers(), budgetNanos);
    }
    boolean hard = simulation.schedule().seed() % 5 == 1;
    simulation.stop(hard ? drawHardStop(budgetNanos / 8) : budgetNanos);
  }

  /** Messages wait, there is little time, the servers end too, and the sender is paused. */
  private long drawHardStop(long budgetNanos) {
    logBurst();
    if (random.nextBoolean()) {
      simulation.servers().forEach(server -> timeline.in(upTo(budgetNanos), server::endsAll));
    }
    timeline.in(upTo(budgetNanos), faults::ofSender);
    return budgetNanos;
  }

  /** Most of them come early, since most stops are short. */
  private void drawFaultsOfTheStop(List<SimulatedServer> servers, long longestNanos) {
    long withinNanos = upTo(longestNanos);
    for (int i = servers.isEmpty() ? 0 : 1 + random.nextInt(MOST_FAULTS_OF_A_STOP); i > 0; i--) {
      SimulatedServer server = servers.get(random.nextInt(servers.size()));
      timeline.in(upTo(withinNanos), () -> faults.ofServer(server));
    }
  }

  private long upTo(long nanos) {
    return 1 + random.nextLong(nanos);
  }

  private void logBurst() {
    int messages = 1 + random.nextInt(LARGEST_BURST);
    for (int i = 0; i < messages; i++) {
      simulation.log();
    }
  }

  /** Aims messages and faults at a server while a second connection may replace the first. */
  private void aim(SimulatedServer server) {
    if (aimsLeft == 0 || over) {
      return;
    }
    aimsLeft--;
    long nanos = SECOND / 2 + 4 * simulation.schedule().path().latencyNanos();
    for (int i = random.nextInt(4); i > 0; i--) {
      timeline.in(upTo(nanos), () -> unlessOver(simulation::log));
    }
    if (random.nextBoolean()) {
      timeline.in(upTo(nanos), () -> unlessOver(() -> faults.at(server)));
    }
  }

  private void unlessOver(Runnable what) {
    if (!over) {
      what.run();
    }
  }

  /** From now on at least one server is up. */
  private void endInPeace() {
    List<SimulatedServer> servers = simulation.servers();
    SimulatedServer survivor = servers.get(random.nextInt(servers.size()));
    simulation.story().tell(() -> survivor.address() + " is there from now on");
    survivor.returns();
    simulation.clock().pausesNoMore();
    for (SimulatedServer server : servers) {
      server.calmsDown();
      server.isFreed();
      if (server.mode() == ServerMode.HANGS_UP
          || server.mode() == ServerMode.FULL
          || server.mode() == ServerMode.ACCEPTS_NOTHING) {
        server.returns();
      }
    }
    Ledger ledger = simulation.ledger();
    long patienceNanos = faults.forgotten() ? SendQueue.LONGEST_PATIENCE_NANOS : 0;
    simulation.runUntil(ledger::isSettled, CALM_NANOS + patienceNanos);
    requireSettled("waits for ever");
    stopInPeace(survivor);
  }

  private void stopInPeace(SimulatedServer survivor) {
    if (faults.gone()) { // connections to it may still exist
      simulation.runFor(LONGEST_MEMORY_NANOS);
    }
    while (simulation.servers().stream().anyMatch(server -> server.path().isHeld())) {
      simulation.runFor(SECOND);
    }
    Schedule schedule = simulation.schedule(); // a server may still stall, and be drained
    simulation.runFor(schedule.closeTimeoutNanos() + SECOND);
    simulation.runFor(4 * (schedule.connectTimeoutNanos() + SECOND)); // or still does not answer
    for (int i = random.nextInt(3); i > 0; i--) {
      simulation.log();
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        drawFaultsOfTheStop(simulation.servers(), QUICK_STOP_NANOS);
        simulation.stop(60 * SECOND);
      }
      case 1 -> {
        List<SimulatedServer> others = new ArrayList<>(simulation.servers());
        others.remove(survivor);
        drawFaultsOfTheStop(others, QUICK_STOP_NANOS);
        simulation.stop(60 * SECOND);
        requireSettled("was left behind although a server was there");
      }
      default -> stopUndisturbed();
    }
  }

  private void stopUndisturbed() {
    long repeatedBefore = simulation.counters().repeated.sum();
    long lostBefore = simulation.counters().connectionsLost.sum();
    boolean reachable = simulation.isReachable();
    simulation.stop(60 * SECOND);
    requireSettled("was left behind although a server was there");
    boolean ends = simulation.servers().stream().allMatch(SimulatedServer::everEnds);
    boolean undisturbed =
        reachable
            && ends
            && !faults.forgotten()
            && simulation.counters().connectionsLost.sum() == lostBefore;
    if (undisturbed && simulation.counters().repeated.sum() != repeatedBefore) {
      throw new AssertionError("messages were repeated at the stop although a server was there");
    }
  }

  private void requireSettled(String otherwise) {
    Ledger ledger = simulation.ledger();
    if (!ledger.isSettled()) {
      throw new AssertionError("message " + ledger.unsettled() + " " + otherwise);
    }
  }
}
