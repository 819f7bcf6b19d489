package io.github.failoversyslog.failover;

/**
 * The settings of the machine.
 *
 * @param servers their number including the primary; 1 or more
 * @param failback whether the primary is probed and failed back to; needs 2 servers or more
 * @param probeIntervalNanos from the start of a probe to the start of the next one
 * @param probesRequired consecutive passed probes before the failback; 1 or more
 * @param livenessIntervalNanos from the start of a liveness probe to the start of the next one; 0
 *     turns liveness probes off
 * @param renewals whether the end of a connection can prove that its server has read everything, so
 *     that renewals are useful
 * @param stableAfterNanos the loss of a connection younger than this counts as a failed attempt
 */
public record Rules(
    int servers,
    boolean failback,
    long probeIntervalNanos,
    int probesRequired,
    long livenessIntervalNanos,
    boolean renewals,
    long stableAfterNanos,
    Backoff backoff) {

  static final int PRIMARY = 0;

  /** The next server: round-robin over the list or, with failback, over the failover servers. */
  int serverAfter(int server) {
    boolean last = server == servers - 1;
    return last ? (failback ? 1 : PRIMARY) : server + 1;
  }

  /**
   * Whether liveness probes are useful: a failed one leads to another server, a passed one to a
   * renewal.
   */
  boolean livenessProbes() {
    return livenessIntervalNanos > 0 && (servers > 1 || renewals);
  }

  /**
   * A first interval of 50 to 100 % of the regular one, so that the clients of a server do not
   * probe in step.
   */
  static long firstInterval(long intervalNanos, double random) {
    return (long) (intervalNanos * (0.5 + random / 2));
  }
}
