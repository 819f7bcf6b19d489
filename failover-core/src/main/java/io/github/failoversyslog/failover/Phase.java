package io.github.failoversyslog.failover;

/** Where the machine is with the server it has chosen. */
public enum Phase {
  IDLE,
  CONNECTING,
  /** Connected for less than {@code stableAfter}: a loss now is a failed try. */
  UNPROVEN,
  /** Connected for {@code stableAfter} or longer. */
  STABLE,
  /** Every server failed; waiting for the next round. */
  WAITING,
  STOPPED;

  public boolean isConnected() {
    return this == UNPROVEN || this == STABLE;
  }
}
