package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import java.util.stream.IntStream;

/**
 * Servers that are killed at the same time and recover ten minutes later. All other settings have
 * their defaults.
 */
enum Outage {
  PRIMARY_WITH_FAILBACK(true, 1, 2, false),
  PRIMARY_ROUND_ROBIN(false, 1, 2, false),
  PRIMARY_SPREAD_WITH_FAILBACK(true, 1, 4, true),
  PRIMARY_SPREAD_ROUND_ROBIN(false, 1, 4, true),
  ALL_WITH_FAILBACK(true, 3, 2, false);

  static final long INTERVAL = 60 * SECOND;
  static final long BEGIN = 300 * SECOND;
  static final long RETURN = 900 * SECOND;
  static final long END = 1320 * SECOND;

  /** The number is in titles of the documentation. */
  static final int SPREAD_FAILOVER_SERVERS = 4;

  private static final long STARTS = 200 * SECOND;

  private final boolean failback;
  private final int killed;
  private final int failoverServers;
  private final boolean spread;

  /**
   * @param killed number of killed servers, starting with the primary
   * @param spread whether each client has its own order of the failover servers
   */
  Outage(boolean failback, int killed, int failoverServers, boolean spread) {
    this.failback = failback;
    this.killed = killed;
    this.failoverServers = failoverServers;
    this.spread = spread;
  }

  /** Simulates this outage with a fleet. */
  Fleet happensTo(int clients, boolean randomPart) {
    Fleet fleet = new Fleet(rules(), spread, clients, randomPart);
    fleet.startWithin(STARTS);
    fleet.runTo(BEGIN);
    IntStream.range(0, killed).forEach(fleet::kill);
    fleet.runTo(RETURN);
    IntStream.range(0, killed).forEach(fleet::bringBack);
    fleet.runTo(END);
    return fleet;
  }

  private Rules rules() {
    return new Rules(
        1 + failoverServers,
        failback,
        INTERVAL,
        3,
        INTERVAL,
        true,
        10 * SECOND,
        new Backoff(SECOND, 60 * SECOND));
  }
}
