package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;
import static io.github.failoversyslog.failover.SyslogNgAnswer.PROBE;
import static io.github.failoversyslog.failover.SyslogNgAnswer.SESSION;

import java.util.List;

/** The probes of the primary by syslog-ng's rules. */
final class SyslogNgProbes {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long INTERVAL_MILLIS = ComparedSettings.PROBE_MILLIS;

  private final ComparedServers servers;
  private final Answers<SyslogNgAnswer> answers;
  private final List<Seen> seen;
  private int passed; // in a row
  private long startedAt;
  private long dueAt = NEVER;

  /**
   * @param seen gets each connection that the primary accepts and that is not used
   */
  SyslogNgProbes(ComparedServers servers, Answers<SyslogNgAnswer> answers, List<Seen> seen) {
    this.servers = servers;
    this.answers = answers;
    this.seen = seen;
  }

  /** The primary has failed. */
  void primaryFailed(long delayMillis) {
    passed = 0;
    boolean open = answers.isAwaited(PROBE) || answers.isAwaited(SESSION);
    if (dueAt == NEVER && !open) {
      dueAt = servers.millis() + delayMillis;
    }
  }

  /** The primary is in use. */
  void off() {
    if (answers.isAwaited(SESSION)) {
      seen.add(new Seen(PRIMARY, false, servers.millis()));
    }
    answers.forget(PROBE);
    answers.forget(SESSION);
    dueAt = NEVER;
    passed = 0;
  }

  long nextMillis() {
    return dueAt;
  }

  void start() {
    startedAt = servers.millis();
    dueAt = NEVER;
    answers.await(PROBE);
  }

  boolean areEnough() {
    return passed >= servers.settings().probesRequired();
  }

  /** Returns whether the probe has passed, and is still open. */
  boolean probed() {
    boolean accepts = servers.accepts(PRIMARY);
    passed = accepts ? Math.min(passed + 1, servers.settings().probesRequired()) : 0;
    if (!accepts) {
      later();
    }
    return accepts;
  }

  /** Returns whether there is a session on the probe's connection. */
  boolean opened() {
    boolean serves = servers.serves(PRIMARY);
    passed = serves ? passed : 0;
    return serves;
  }

  void close() {
    seen.add(new Seen(PRIMARY, false, servers.millis()));
    later();
  }

  private void later() {
    dueAt = Math.max(startedAt + INTERVAL_MILLIS, servers.millis());
  }
}
