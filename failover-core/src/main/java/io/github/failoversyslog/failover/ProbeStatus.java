package io.github.failoversyslog.failover;

/** What the one probe of the primary, or the one liveness probe, is doing. */
public enum ProbeStatus {
  OFF,
  DUE,
  /** Being connected by TCP. */
  RUNNING,
  /** Connected, and being made ready to carry messages. */
  COMPLETING,
  /** Ready, while the connection in use rests. */
  RESTING;

  /** Whether there is a connection or an attempt, in whatever state. */
  boolean isOpen() {
    return this == RUNNING || this == COMPLETING || this == RESTING;
  }
}
