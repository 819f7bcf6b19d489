package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.Timeline.SECOND;

import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import java.util.stream.IntStream;

/**
 * Servers that are killed in one moment and come back ten minutes later. All settings have their
 * defaults; there are two failover servers.
 */
enum Outage {
  PRIMARY_WITH_FAILBACK(true, 1),
  PRIMARY_ROUND_ROBIN(false, 1),
  ALL_WITH_FAILBACK(true, 3);

  static final long INTERVAL = 60 * SECOND;
  static final long BEGIN = 300 * SECOND;
  static final long RETURN = 900 * SECOND;
  static final long END = 1320 * SECOND;

  private static final long STARTS = 200 * SECOND;
  private static final int SERVERS = 3;

  private final boolean failback;
  private final int killed;

  /**
   * @param killed so many servers, the primary first
   */
  Outage(boolean failback, int killed) {
    this.failback = failback;
    this.killed = killed;
  }

  /** Has a fleet live through it. */
  Fleet happensTo(int clients, boolean randomPart) {
    Fleet fleet = new Fleet(rules(), clients, randomPart);
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
        SERVERS, failback, INTERVAL, 3, INTERVAL, 10 * SECOND, new Backoff(SECOND, 60 * SECOND));
  }
}
