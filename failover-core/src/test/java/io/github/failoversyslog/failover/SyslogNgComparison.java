package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The machine, and syslog-ng's rules with some departures, under the same changes. There is a
 * change every ten seconds, which is the probe interval.
 */
final class SyslogNgComparison {
  private static final long STEP_MILLIS = ComparedSettings.PROBE_MILLIS;

  private final ComparedServers servers;
  private final ComparedClient ours;
  private final ComparedClient theirs;
  private final List<Change> changes = new ArrayList<>();

  SyslogNgComparison(ComparedSettings settings, Set<Departure> departures) {
    servers = new ComparedServers(settings);
    ours = new MachineClient(servers);
    theirs = new SyslogNgRules(servers, departures);
    ours.start();
    theirs.start();
    run();
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
        servers.settings(), changes, theirs.seen(), ours.seen());
  }
}
