package io.github.failoversyslog.failover;

/**
 * The probes of the primary.
 *
 * @param passed consecutive passed probes, 0 to the number required
 * @param atNanos when DUE: start of the next probe; when open: start of this one
 * @param requested whether an operator wants the primary to be used again if the next probe, or the
 *     one that is open, passes
 */
public record Probes(
    ProbeStatus status, int passed, long atNanos, long generation, boolean requested) {

  static final Probes OFF = new Probes(ProbeStatus.OFF, 0, State.NEVER, State.NO_GENERATION, false);

  public boolean isOpen() {
    return status.isOpen();
  }

  /** Whether so many passed probes are enough for a failback. */
  boolean areEnough(int passedSoFar, int required) {
    return passedSoFar >= required || (requested && passedSoFar > 0);
  }

  Probes dueAt(long nanos, int passedSoFar) {
    return new Probes(ProbeStatus.DUE, passedSoFar, nanos, State.NO_GENERATION, false);
  }

  /** If one is due at some time, it is due now; else unchanged. */
  Probes dueNow(long nowNanos) {
    return status == ProbeStatus.DUE
        ? new Probes(status, passed, Math.min(atNanos, nowNanos), generation, requested)
        : this;
  }

  /** Unchanged if there is none to wait for. */
  Probes request() {
    return status == ProbeStatus.OFF ? this : new Probes(status, passed, atNanos, generation, true);
  }

  Probes running(long nowNanos, long newGeneration) {
    return new Probes(ProbeStatus.RUNNING, passed, nowNanos, newGeneration, requested);
  }

  Probes completing(int passedWithThis) {
    return new Probes(ProbeStatus.COMPLETING, passedWithThis, atNanos, generation, requested);
  }

  Probes resting() {
    return new Probes(ProbeStatus.RESTING, passed, atNanos, generation, requested);
  }

  Probes startOver() {
    return new Probes(status, 0, atNanos, generation, requested);
  }
}
