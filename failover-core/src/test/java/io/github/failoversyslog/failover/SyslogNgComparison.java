package io.github.failoversyslog.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The machine, and syslog-ng's rules with some departures, under the same changes. There is a
 * change every ten seconds, which is the probe interval.
 */
final class SyslogNgComparison {
  private static final long STEP_MILLIS = SyslogNgRules.PROBE_MILLIS;

  private final int probesRequired;
  private final ComparedServers servers = new ComparedServers();
  private final ComparedClient ours;
  private final ComparedClient theirs;
  private final List<Change> changes = new ArrayList<>();

  /**
   * @param probesRequired before a failback; 0 for none, which is round-robin
   */
  SyslogNgComparison(int probesRequired, Set<Departure> departures) {
    this.probesRequired = probesRequired;
    Rules rules =
        new Rules(
            ComparedServers.COUNT,
            probesRequired > 0,
            nanos(SyslogNgRules.PROBE_MILLIS),
            Math.max(1, probesRequired),
            nanos(SyslogNgRules.LIVENESS_MILLIS),
            true,
            nanos(SyslogNgRules.STABLE_MILLIS),
            new Backoff(
                nanos(SyslogNgRules.BACKOFF_MILLIS), nanos(SyslogNgRules.MAX_BACKOFF_MILLIS)));
    ours = new MachineClient(servers, rules, SyslogNgRules.RANDOM);
    theirs = new SyslogNgRules(servers, probesRequired, departures);
    ours.start();
    theirs.start();
    run();
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  /** Returns whether the change changes anything. */
  boolean happens(Change change) {
    changes.add(change);
    if (!change.changes(servers)) {
      return false;
    }
    change.happen(servers, ours, theirs);
    run();
    return true;
  }

  private void run() {
    long end = servers.millis() + STEP_MILLIS;
    long next = nextMillis();
    while (next < end) {
      servers.millis(Math.max(next, servers.millis()));
      for (ComparedClient client : List.of(ours, theirs)) {
        if (client.nextMillis() <= servers.millis()) {
          client.timeHasCome();
        }
      }
      next = nextMillis();
    }
    servers.millis(end);
  }

  private long nextMillis() {
    return Math.min(ours.nextMillis(), theirs.nextMillis());
  }

  /** Whether the servers saw the same connections at the same times, and the same one is in use. */
  boolean isSame() {
    return ours.serverInUse() == theirs.serverInUse() && ours.seen().equals(theirs.seen());
  }

  List<Seen> seenHere() {
    return ours.seen();
  }

  List<Seen> seenOfSyslogNg() {
    return theirs.seen();
  }

  @Override
  public String toString() {
    return String.format(
        "%s %s%n  syslog-ng: %s%n  here:      %s",
        probesRequired > 0 ? "failback" : "round-robin", changes, theirs.seen(), ours.seen());
  }
}
