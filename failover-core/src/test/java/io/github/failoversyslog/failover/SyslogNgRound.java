package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;

/** In which order syslog-ng's rules, with or without departures, use the servers. */
final class SyslogNgRound {
  private final ComparedSettings settings;
  private final boolean primaryWhenAllFailed;
  private int failed; // with failback, of the failover servers
  private int failedRounds;
  private int afterPrimary = 1;
  private boolean primaryLost;

  SyslogNgRound(ComparedSettings settings, boolean primaryWhenAllFailed) {
    this.settings = settings;
    this.primaryWhenAllFailed = primaryWhenAllFailed;
  }

  /** A server was in use for long enough. */
  void ends() {
    starts(0);
  }

  /** Returns how long to wait, in milliseconds. */
  long fails() {
    long wait = settings.backoffMillis(failedRounds);
    starts(failedRounds + 1);
    return wait;
  }

  private void starts(int newFailedRounds) {
    failed = 0;
    failedRounds = newFailedRounds;
    afterPrimary = 1;
    primaryLost = false;
  }

  /**
   * @param lost whether it was connected for a short time
   */
  void failed(int server, boolean lost) {
    if (server != PRIMARY || !settings.failback()) {
      failed++;
    } else {
      primaryLost |= lost;
    }
  }

  boolean isPrimaryLost() {
    return primaryLost;
  }

  void interruptedAt(int server) {
    afterPrimary = server;
  }

  int next(int server) {
    if (!settings.failback()) {
      return (server + 1) % settings.servers();
    }
    if (server != PRIMARY) {
      boolean primary = haveFailoversFailed() && primaryWhenAllFailed;
      return primary ? PRIMARY : server % (settings.servers() - 1) + 1;
    }
    return haveFailoversFailed() ? 1 : afterPrimary;
  }

  private boolean haveFailoversFailed() {
    return failed >= settings.servers() - 1;
  }

  boolean isOver(int server) {
    if (!settings.failback()) {
      return failed >= settings.servers();
    }
    boolean primaryHadItsTurn = server == PRIMARY || !primaryWhenAllFailed;
    return haveFailoversFailed() && primaryHadItsTurn;
  }
}
