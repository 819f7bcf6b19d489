package io.github.failoversyslog.failover;

/**
 * The probes of the primary.
 *
 * @param passed consecutive passed probes, 0 to the number required
 * @param atNanos when DUE: start of the next probe; when open: start of this one
 */
public record Probes(ProbeStatus status, int passed, long atNanos, long generation) {

  static final Probes OFF = new Probes(ProbeStatus.OFF, 0, State.NEVER, State.NO_GENERATION);

  public boolean isOpen() {
    return status.isOpen();
  }

  Probes dueAt(long nanos, int passedSoFar) {
    return new Probes(ProbeStatus.DUE, passedSoFar, nanos, State.NO_GENERATION);
  }

  Probes running(long nowNanos, long newGeneration) {
    return new Probes(ProbeStatus.RUNNING, passed, nowNanos, newGeneration);
  }

  Probes completing(int passedWithThis) {
    return new Probes(ProbeStatus.COMPLETING, passedWithThis, atNanos, generation);
  }

  Probes resting() {
    return new Probes(ProbeStatus.RESTING, passed, atNanos, generation);
  }

  Probes startOver() {
    return new Probes(status, 0, atNanos, generation);
  }
}
