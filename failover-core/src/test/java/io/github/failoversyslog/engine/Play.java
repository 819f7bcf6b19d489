package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.Timeline.SECOND;

import java.util.List;
import java.util.Random;

/**
 * What happens in a schedule: messages and faults come at random; then the sender is stopped in the
 * middle of it all, or the faults end, everything has to be delivered, and it is stopped in peace.
 */
final class Play {
  private static final int MOST_BURSTS = 10;
  private static final int LARGEST_BURST = 20;
  private static final int MOST_FAULTS = 6;
  private static final long CALM_NANOS = 300 * SECOND;
  private static final long LONGEST_MEMORY_NANOS = 100 * SECOND; // of a host that was gone

  private final Simulation simulation;
  private final Timeline timeline;
  private final Random random;
  private boolean gone; // a host was, at some time

  private Play(Simulation simulation) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
  }

  /** Fails if a promise is broken. */
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
    simulation.runFor(nanos);
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

  private void fault() {
    List<SimulatedServer> servers = simulation.servers();
    SimulatedServer server = servers.get(random.nextInt(servers.size()));
    if (server.mode() == SimulatedServer.Mode.GONE) {
      return;
    }
    switch (random.nextInt(8)) {
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
      default -> {
        tell(server, "hangs up on who connects");
        server.becomes(SimulatedServer.Mode.HANGS_UP);
        returns(server, 10 * SECOND);
      }
    }
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

  /** One server is there from now on, and perhaps others. */
  private void endInPeace() {
    List<SimulatedServer> servers = simulation.servers();
    SimulatedServer survivor = servers.get(random.nextInt(servers.size()));
    tell(survivor, "is there from now on");
    survivor.returns();
    for (SimulatedServer server : servers) {
      server.calmsDown();
      if (server.mode() == SimulatedServer.Mode.HANGS_UP) {
        server.returns();
      }
    }
    Ledger ledger = simulation.ledger();
    for (long left = CALM_NANOS; !ledger.isSettled() && left > 0; left -= SECOND) {
      simulation.runFor(SECOND);
    }
    requireSettled("waits for ever");
    stopInPeace();
  }

  private void stopInPeace() {
    if (gone) { // connections to it may be there still
      simulation.runFor(LONGEST_MEMORY_NANOS);
    }
    Schedule schedule = simulation.schedule(); // a server may stall still, and be drained
    simulation.runFor(schedule.closeTimeoutNanos() + SECOND);
    for (int i = random.nextInt(3); i > 0; i--) {
      simulation.log();
    }
    long repeatedBefore = simulation.counters().repeated.sum();
    long lostBefore = simulation.counters().connectionsLost.sum();
    boolean reachable = simulation.isReachable();
    simulation.stop(60 * SECOND);
    requireSettled("was left behind although a server was there");
    boolean undisturbed = reachable && simulation.counters().connectionsLost.sum() == lostBefore;
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
