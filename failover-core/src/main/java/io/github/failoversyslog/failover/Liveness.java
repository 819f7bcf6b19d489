package io.github.failoversyslog.failover;

/**
 * The liveness probes of the server in use, which detect a host that no longer answers, and the
 * renewals of its connection that some of them become.
 *
 * @param failures consecutive, 0 to {@link LivenessRules#FAILURES_UNTIL_LOST}
 * @param waitNanos from the start of the previous probe, or of the connection, to the start of this
 *     one, without the random part
 * @param atNanos when DUE: start of the next probe; when open: start of this one
 */
public record Liveness(
    ProbeStatus status,
    int failures,
    Renewals renewals,
    long waitNanos,
    long atNanos,
    long generation) {

  static final Liveness OFF =
      new Liveness(ProbeStatus.OFF, 0, Renewals.NONE, 0, State.NEVER, State.NO_GENERATION);

  /** Whether a second connection or an attempt exists, whatever its status. */
  public boolean isOpen() {
    return status.isOpen();
  }

  Liveness dueAt(long nanos, long newWaitNanos) {
    return new Liveness(
        ProbeStatus.DUE, failures, renewals, newWaitNanos, nanos, State.NO_GENERATION);
  }

  Liveness running(long nowNanos, long newGeneration) {
    return new Liveness(
        ProbeStatus.RUNNING, failures, renewals, waitNanos, nowNanos, newGeneration);
  }

  Liveness completing() {
    return new Liveness(ProbeStatus.COMPLETING, failures, renewals, waitNanos, atNanos, generation);
  }

  Liveness resting() {
    return new Liveness(ProbeStatus.RESTING, failures, renewals, waitNanos, atNanos, generation);
  }

  Liveness withFailures(int newFailures) {
    return new Liveness(status, newFailures, renewals, waitNanos, atNanos, generation);
  }

  Liveness with(Renewals newRenewals) {
    return new Liveness(status, failures, newRenewals, waitNanos, atNanos, generation);
  }
}
