package io.github.failoversyslog.failover;

/**
 * The probes of the primary.
 *
 * @param passed passed probes in a row, 0 to the number required
 * @param atNanos when DUE: start of the next probe; when open: start of this one
 */
public record Probes(Status status, int passed, long atNanos, long generation) {

  static final Probes OFF = new Probes(Status.OFF, 0, State.NEVER, State.NO_GENERATION);

  /** What the one probe there can be is doing. */
  public enum Status {
    OFF,
    DUE,
    RUNNING,
    COMPLETING,
    /** Complete, while the connection in use rests. */
    RESTING
  }

  public boolean isOpen() {
    return status == Status.RUNNING || status == Status.COMPLETING || status == Status.RESTING;
  }

  Probes dueAt(long nanos, int passedSoFar) {
    return new Probes(Status.DUE, passedSoFar, nanos, State.NO_GENERATION);
  }

  Probes running(long nowNanos, long newGeneration) {
    return new Probes(Status.RUNNING, passed, nowNanos, newGeneration);
  }

  Probes completing(int passedWithThis) {
    return new Probes(Status.COMPLETING, passedWithThis, atNanos, generation);
  }

  Probes resting() {
    return new Probes(Status.RESTING, passed, atNanos, generation);
  }

  Probes startOver() {
    return new Probes(status, 0, atNanos, generation);
  }
}
