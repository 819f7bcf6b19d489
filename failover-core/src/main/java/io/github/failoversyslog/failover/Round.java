package io.github.failoversyslog.failover;

/**
 * The progress of the search for a server.
 *
 * @param failed servers that failed in this round; with failback only failover servers are counted
 * @param failedRounds whole rounds that failed since a connection was last stable
 */
public record Round(int failed, int failedRounds) {

  static final Round FRESH = new Round(0, 0);

  Round withFailure() {
    return new Round(failed + 1, failedRounds);
  }

  /** Starts the round again; the failed rounds still count. */
  Round restarted() {
    return new Round(0, failedRounds);
  }

  Round next() {
    return new Round(0, failedRounds + 1);
  }
}
