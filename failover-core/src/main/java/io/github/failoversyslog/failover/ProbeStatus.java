package io.github.failoversyslog.failover;

/** The status of the probe of the primary or of the liveness probe. */
public enum ProbeStatus {
  OFF,
  DUE,
  /** The TCP connection is being made. */
  RUNNING,
  /** Connected; the session is being opened (TLS, RELP). */
  COMPLETING,
  /** Complete; the connection in use rests. */
  RESTING;

  /** Whether a connection or an attempt exists. */
  boolean isOpen() {
    return this == RUNNING || this == COMPLETING || this == RESTING;
  }
}
