package io.github.failoversyslog.failover;

/**
 * What departs from syslog-ng's rules in the detection of servers and connections that are dead:
 * liveness probes of the server in use, and the renewals that they become. Without the departures a
 * failed probe has no effect, and a passed one neither.
 */
final class SyslogNgLiveness {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long INTERVAL_MILLIS = ComparedSettings.LIVENESS_MILLIS;
  private static final long MAX_BACKOFF_MILLIS = 3_600_000;
  private static final int ENOUGH_FAILURES = 2;

  private final ComparedServers servers;
  private final Answers<SyslogNgAnswer> answers;
  private final boolean detects;
  private final boolean renews;
  private long dueAt = NEVER;
  private long startedAt;
  private int failures;
  private boolean forgotten;
  private long backoff;
  private long renewalNotBefore;

  /**
   * @param detects whether two failed probes in a row end the connection
   * @param renews whether a forgotten connection is replaced
   */
  SyslogNgLiveness(
      ComparedServers servers, Answers<SyslogNgAnswer> answers, boolean detects, boolean renews) {
    this.servers = servers;
    this.answers = answers;
    this.detects = detects;
    this.renews = renews;
  }

  void off() {
    dueAt = NEVER;
    answers.forget(SyslogNgAnswer.LIVENESS);
    answers.forget(SyslogNgAnswer.RENEWAL);
  }

  void first(long delayMillis) {
    off();
    dueAt = servers.millis() + delayMillis;
    failures = 0;
    forgotten = false;
    backoff = 0;
    renewalNotBefore = 0;
  }

  void connectionIsForgotten() {
    forgotten = true;
  }

  long nextMillis() {
    return dueAt;
  }

  void start() {
    startedAt = servers.millis();
    dueAt = NEVER;
    answers.await(SyslogNgAnswer.LIVENESS);
  }

  private void later() {
    dueAt = Math.max(startedAt + INTERVAL_MILLIS, servers.millis());
  }

  /** Returns whether the server in use is given up. */
  boolean probed(boolean accepts) {
    if (!accepts) {
      failures++;
      later();
      return detects && failures == ENOUGH_FAILURES;
    }
    failures = 0;
    if (renews && forgotten && startedAt >= renewalNotBefore) {
      answers.await(SyslogNgAnswer.RENEWAL);
    } else {
      later();
    }
    return false;
  }

  /**
   * @param serves whether the renewal replaces the connection
   */
  void renewed(boolean serves) {
    forgotten &= !serves;
    long wait = Math.min(MAX_BACKOFF_MILLIS, 2 * Math.max(backoff, INTERVAL_MILLIS));
    backoff = serves ? 0 : wait;
    renewalNotBefore = startedAt + backoff;
    later();
  }
}
