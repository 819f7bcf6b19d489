package io.github.failoversyslog.failover;

/**
 * The liveness probes of the server in use, which find a host that is gone without a word.
 *
 * @param failures in a row
 * @param atNanos when DUE: start of the next one; when RUNNING: start of this one
 */
public record Liveness(Status status, int failures, long atNanos, long generation) {

  static final Liveness OFF = new Liveness(Status.OFF, 0, State.NEVER, State.NO_GENERATION);

  /** What the one liveness probe there can be is doing. */
  public enum Status {
    OFF,
    DUE,
    RUNNING
  }

  Liveness dueAt(long nanos, int failuresSoFar) {
    return new Liveness(Status.DUE, failuresSoFar, nanos, State.NO_GENERATION);
  }

  Liveness running(long nowNanos, long newGeneration) {
    return new Liveness(Status.RUNNING, failures, nowNanos, newGeneration);
  }
}
