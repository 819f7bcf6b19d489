package io.github.failoversyslog.failover;

import java.time.Duration;

/**
 * What both clients of a comparison have.
 *
 * @param servers their number, 2 to 4
 * @param probesRequired before a failback; 0 for none, which is round-robin
 * @param random the random part of intervals and waits, 0 (inclusive) to 1 (exclusive)
 * @param delayMillis from an attempt, or the session on a connection, to the server's answer
 */
record ComparedSettings(int servers, int probesRequired, double random, long delayMillis) {
  static final long REOPEN_MILLIS = 700;
  static final long PROBE_MILLIS = 10_000;
  static final long LIVENESS_MILLIS = 1000;
  static final long STABLE_MILLIS = 500;
  private static final long BACKOFF_MILLIS = 1000;
  private static final long MAX_BACKOFF_MILLIS = 8000;

  boolean failback() {
    return probesRequired > 0;
  }

  Rules rules() {
    return new Rules(
        servers,
        failback(),
        nanos(PROBE_MILLIS),
        Math.max(1, probesRequired),
        nanos(LIVENESS_MILLIS),
        true,
        nanos(STABLE_MILLIS),
        new Backoff(nanos(BACKOFF_MILLIS), nanos(MAX_BACKOFF_MILLIS)));
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  /** A random 50 to 100 % of the interval, in whole milliseconds. */
  long firstMillis(long intervalMillis) {
    return (long) Math.ceil(intervalMillis * (1 + random) / 2);
  }

  /**
   * @param failedRounds before the last one
   */
  long backoffMillis(int failedRounds) {
    long longest = Math.min(MAX_BACKOFF_MILLIS, BACKOFF_MILLIS << Math.min(failedRounds, 10));
    return (long) Math.ceil(longest * random);
  }
}
