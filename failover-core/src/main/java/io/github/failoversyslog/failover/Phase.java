package io.github.failoversyslog.failover;

/** The phase of the connection to the chosen server. */
public enum Phase {
  IDLE,
  CONNECTING,
  /** Connected for less than {@code stableAfter}: a loss counts as a failed attempt. */
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
