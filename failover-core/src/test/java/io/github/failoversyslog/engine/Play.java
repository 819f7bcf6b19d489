package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.List;
import java.util.Random;

/**
 * The events of a schedule: random messages and faults. Then the sender is either stopped during
 * the faults, or the faults end, everything must be delivered, and it is stopped.
 */
final class Play {
  private static final int MOST_BURSTS = 10;
  private static final int LARGEST_BURST = 20;
  private static final int MOST_FAULTS = 6;
  private static final int FULL = 8; // the number of the fault "server is full"
  private static final int MOST_AIMS = 4;
  private static final long CALM_NANOS = 300 * SECOND;
  private static final long LONGEST_MEMORY_NANOS = 100 * SECOND; // of a host that vanished

  private final Simulation simulation;
  private final VirtualTime timeline;
  private final Random random;
  private boolean gone; // whether a host ever vanished
  private boolean disturbed; // whether there was a fault other than a full server
  private boolean over; // no more events but those of the end
  private boolean forgotten; // whether the network dropped a connection's packets
  private int aimsLeft = MOST_AIMS;

  private Play(Simulation simulation) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
    this.disturbed = simulation.schedule().manner() == Requests.Manner.ENDS_AT_THE_FIRST;
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
    int faults = random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < faults; i++) {
      timeline.in(upTo(nanos), this::fault);
    }
    simulation.network().whenConnectedBesides(this::aim);
    simulation.runFor(nanos);
    over = true;
    if (!disturbed && simulation.counters().connectionsLost.sum() > 0) {
      throw new AssertionError("a connection was left though its server takes only no others");
    }
    if (random.nextInt(4) == 0) {
      simulation.stop(upTo(4 * SECOND));
    } else {
      endInPeace();
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
      timeline.in(upTo(nanos), () -> unlessOver(() -> fault(server)));
    }
  }

  private void unlessOver(Runnable what) {
    if (!over) {
      what.run();
    }
  }

  private void fault() {
    List<SimulatedServer> servers = simulation.servers();
    fault(servers.get(random.nextInt(servers.size())));
  }

  private void fault(SimulatedServer server) {
    if (server.mode() == SimulatedServer.Mode.GONE) {
      return;
    }
    int what = random.nextInt(15);
    disturbed |= what != FULL || !simulation.isReachable();
    switch (what) {
      case 0 -> {
        tell(server, "is killed");
        server.isKilled();
        returns(server, 5 * SECOND);
      }
      case 1 -> {
        tell(server, "stops");
        server.isStopped();
        returns(server, 5 * SECOND);
      }
      case 2 -> {
        tell(server, "ends a connection");
        server.endsOne();
      }
      case 3 -> {
        tell(server, "has a connection cut off");
        server.isCutOff();
      }
      case 4 -> {
        long windowNanos = simulation.schedule().windowNanos();
        tell(server, "stalls");
        boolean little = random.nextBoolean();
        server.stalls(
            windowNanos / 10 + upTo(4 * windowNanos / 10),
            upTo(little ? windowNanos / 2 : 3 * windowNanos),
            3 * windowNanos / 10);
      }
      case 5 -> {
        tell(server, "vanishes");
        gone = true;
        server.vanishes(20 * SECOND + upTo(40 * SECOND));
        returns(server, 20 * SECOND);
      }
      case 6 -> {
        tell(server, "refuses");
        server.becomes(SimulatedServer.Mode.REFUSES);
        returns(server, 10 * SECOND);
      }
      case 7 -> {
        tell(server, "hangs up on who connects");
        server.becomes(SimulatedServer.Mode.HANGS_UP);
        returns(server, 10 * SECOND);
      }
      case FULL -> {
        tell(server, "is full");
        server.becomes(SimulatedServer.Mode.FULL);
        returns(server, 20 * SECOND);
      }
      case 9 -> {
        tell(server, "reads slowly from now on");
        server.slowsDown();
      }
      case 10 -> {
        if (random.nextInt(4) == 0) {
          tell(server, "ends no connection any more that it has read to the end");
          server.ceasesToEnd();
        }
      }
      case 11 -> isForgotten(server, SimulatedConnection.Forgetting.FORGOTTEN);
      case 12 -> isForgotten(server, SimulatedConnection.Forgetting.ONLY_THERE);
      case 13 -> isForgotten(server, SimulatedConnection.Forgetting.RESETS);
      default -> simulation.pauses(random.nextInt(20), upTo(3 * SECOND));
    }
  }

  private void isForgotten(SimulatedServer server, SimulatedConnection.Forgetting by) {
    tell(server, "has connections that are forgotten: " + by);
    forgotten = true;
    server.isForgotten(by, random.nextBoolean());
  }

  private void tell(SimulatedServer server, String what) {
    simulation.story().tell(() -> server.address() + " " + what);
  }

  private void returns(SimulatedServer server, long withinNanos) {
    if (random.nextInt(4) > 0) {
      timeline.in(
          upTo(withinNanos),
          () -> {
            tell(server, "is back");
            server.returns();
          });
    }
  }

  /** From now on at least one server is up. */
  private void endInPeace() {
    List<SimulatedServer> servers = simulation.servers();
    SimulatedServer survivor = servers.get(random.nextInt(servers.size()));
    tell(survivor, "is there from now on");
    survivor.returns();
    simulation.pausesNoMore();
    for (SimulatedServer server : servers) {
      server.calmsDown();
      if (server.mode() == SimulatedServer.Mode.HANGS_UP
          || server.mode() == SimulatedServer.Mode.FULL) {
        server.returns();
      }
    }
    Ledger ledger = simulation.ledger();
    long patienceNanos = forgotten ? SimulatedConnection.LONGEST_PATIENCE_NANOS : 0;
    for (long left = CALM_NANOS + patienceNanos; !ledger.isSettled() && left > 0; left -= SECOND) {
      simulation.runFor(SECOND);
    }
    requireSettled("waits for ever");
    stopInPeace();
  }

  private void stopInPeace() {
    if (gone) { // connections to it may still exist
      simulation.runFor(LONGEST_MEMORY_NANOS);
    }
    Schedule schedule = simulation.schedule(); // a server may still stall, and be drained
    simulation.runFor(schedule.closeTimeoutNanos() + SECOND);
    for (int i = random.nextInt(3); i > 0; i--) {
      simulation.log();
    }
    long repeatedBefore = simulation.counters().repeated.sum();
    long lostBefore = simulation.counters().connectionsLost.sum();
    boolean reachable = simulation.isReachable();
    simulation.stop(60 * SECOND);
    requireSettled("was left behind although a server was there");
    boolean ends = simulation.servers().stream().allMatch(SimulatedServer::everEnds);
    boolean undisturbed =
        reachable
            && ends
            && !forgotten
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
