package io.github.failoversyslog.failover;

/**
 * The progress of the search for a server.
 *
 * @param failed servers that failed in this round; with failback only failover servers are counted
 * @param failedRounds whole rounds that failed since a connection was last stable
 * @param primaryLost with failback, whether the primary was connected in this round, and lost
 *     before the connection was stable
 * @param afterPrimary with failback, the failover server whose turn is after the primary
 */
public record Round(int failed, int failedRounds, boolean primaryLost, int afterPrimary) {

  static final Round FRESH = first(0);

  private static Round first(int failedRounds) {
    return new Round(0, failedRounds, false, Rules.PRIMARY + 1);
  }

  Round withFailure() {
    return new Round(failed + 1, failedRounds, primaryLost, afterPrimary);
  }

  Round withPrimaryLost() {
    return new Round(failed, failedRounds, true, afterPrimary);
  }

  Round withAfterPrimary(int server) {
    return new Round(failed, failedRounds, primaryLost, server);
  }

  Round next() {
    return first(failedRounds + 1);
  }
}
