package io.github.failoversyslog.failover;

/**
 * The wait after a whole failed round: exponential backoff with full jitter, a random part of a
 * time that doubles with every failed round.
 *
 * @param firstNanos the longest wait after the first failed round; above 0
 * @param maxNanos the upper limit of all waits
 */
public record Backoff(long firstNanos, long maxNanos) {

  /**
   * @param failedRounds rounds that failed before the latest one, 0 or more
   * @param random 0 (inclusive) to 1 (exclusive)
   */
  public long delayNanos(int failedRounds, double random) {
    long longest = firstNanos;
    for (int i = 0; i < failedRounds && longest < maxNanos; i++) {
      longest *= 2;
    }
    return (long) (Math.min(longest, maxNanos) * random);
  }
}
