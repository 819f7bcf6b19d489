package io.github.failoversyslog.failover;

/**
 * The settings of the machine.
 *
 * @param servers their number, the primary included; 1 or more
 * @param failback whether the primary is probed and returned to; needs 2 servers or more
 * @param probeIntervalNanos from the start of a probe to the start of the next
 * @param probesRequired passed probes in a row before the failback; 1 or more
 * @param livenessIntervalNanos from the start of a liveness probe to the start of the next; 0 turns
 *     them off
 * @param renewals whether the end of a connection can prove that its server has read everything, so
 *     that it is worth replacing by another one
 * @param stableAfterNanos a connection that lives for less counts as a failed try
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

  /** The server after this one: round the list, or with failback round the failover servers. */
  int serverAfter(int server) {
    boolean last = server == servers - 1;
    return last ? (failback ? 1 : PRIMARY) : server + 1;
  }

  /** A probe leads to another server or to a renewal; without both there is no use in it. */
  boolean livenessProbes() {
    return livenessIntervalNanos > 0 && (servers > 1 || renewals);
  }

  /** A first interval of 50 to 100 %, so that the clients of one server do not move in step. */
  static long firstInterval(long intervalNanos, double random) {
    return (long) (intervalNanos * (0.5 + random / 2));
  }
}
