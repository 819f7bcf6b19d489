package io.github.failoversyslog.report;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;

/**
 * Chooses the text about a probe of the primary: while no server is in use, one passed probe is
 * enough for the primary to be used. {@code before} is the state before the step that is reported.
 */
final class ProbeReports {
  private ProbeReports() {}

  static Status passed(State before, Server primary, int required) {
    int passed = before.probes().passed() + 1;
    return isOneEnough(before) && passed < required
        ? ServerLines.probePassedWithNoServer(primary)
        : ServerLines.probePassed(primary, passed, required);
  }

  static Status failed(State before, Server primary, String why, int required) {
    return isOneEnough(before)
        ? ServerLines.probeFailedWithNoServer(primary, why)
        : ServerLines.probeFailed(primary, why, required);
  }

  /** Why the primary is used again, for a failback. */
  static String recovered(State before, Server primary, int required) {
    int passed = before.probes().passed();
    return isOneEnough(before) && passed < required
        ? ServerLines.recoveredWithNoServer(primary)
        : ServerLines.recovered(primary, passed, required);
  }

  private static boolean isOneEnough(State state) {
    return !state.phase().isConnected();
  }
}
