package io.github.failoversyslog.failover;

/**
 * How the search for a server goes.
 *
 * @param failed servers that failed in this round; in failback mode only failover servers count
 * @param failedRounds whole rounds that failed since a connection was last stable
 */
public record Round(int failed, int failedRounds) {

  static final Round FRESH = new Round(0, 0);

  Round withFailure() {
    return new Round(failed + 1, failedRounds);
  }

  /** The servers may be tried from the first one on again. */
  Round restarted() {
    return new Round(0, failedRounds);
  }

  Round next() {
    return new Round(0, failedRounds + 1);
  }
}
