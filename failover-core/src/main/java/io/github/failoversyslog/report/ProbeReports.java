package io.github.failoversyslog.report;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;

/**
 * Chooses the text about a probe of the primary: one passed probe is enough for the primary to be
 * used while no server is in use, and if an operator has requested the failback. {@code before} is
 * the state before the step that is reported.
 */
final class ProbeReports {
  private ProbeReports() {}

  static Status passed(State before, Server primary, int required) {
    int passed = before.probes().passed() + 1;
    if (passed < required && isWithoutServer(before)) {
      return ServerLines.probePassedWithNoServer(primary);
    }
    return passed < required && before.probes().requested()
        ? ServerLines.probePassedOnRequest(primary)
        : ServerLines.probePassed(primary, passed, required);
  }

  /** A failed probe ends an operator's request. */
  static Status failed(State before, Server primary, String why, int required) {
    if (isWithoutServer(before)) {
      return ServerLines.probeFailedWithNoServer(primary, why);
    }
    return required == 1
        ? ServerLines.probeFailedOneRequired(primary, why)
        : ServerLines.probeFailed(primary, why, required);
  }

  /** Why the primary is used again, for a failback. */
  static String recovered(State before, Server primary, int required) {
    int passed = before.probes().passed();
    if (passed < required) {
      return isWithoutServer(before)
          ? ServerLines.recoveredWithNoServer(primary)
          : ServerLines.recoveredOnRequest(primary);
    }
    return required == 1
        ? ServerLines.recoveredByOneProbe(primary)
        : ServerLines.recovered(primary, passed, required);
  }

  private static boolean isWithoutServer(State state) {
    return !state.phase().isConnected();
  }
}
