package io.github.failoversyslog.failover;

/**
 * What can happen. What happens to a connection or a probe carries its generation, see {@link
 * Signal}.
 */
public enum Trigger {
  START,
  /** The connection asked for is up, with everything its protocol needs. */
  CONNECTED,
  CONNECT_FAILED,
  /** The connection in use ended, or did after it was drained, with messages left unread. */
  CONNECTION_LOST,
  /** The time {@link State#wakeAtNanos()} has come. */
  TIMER,
  /** The probe's TCP connection to the primary is up. */
  PROBE_PASSED,
  /** The probe's connection is complete: it could carry messages at once. */
  PROBE_READY,
  /** The probe could not connect, or could not be completed. */
  PROBE_FAILED,
  /** A second TCP connection to the server in use could be made. */
  LIVENESS_PASSED,
  LIVENESS_FAILED,
  /** The second connection is complete: messages could flow on it at once. */
  RENEWAL_READY,
  /** It could not be completed, or ended before it was used; the host is there all the same. */
  RENEWAL_FAILED,
  /** The connection in use has written all that it was given, and has rested. */
  RESTED,
  /** The server has ended its side of a connection that was renewed: it has read everything. */
  RECEIPT_GIVEN,
  /** It took bytes all the time, and did not. */
  RECEIPT_MISSED,
  /** A receipt that was asked for on the connection in use is late. */
  RECEIPT_OVERDUE,
  /** Little time is left: the next try must wait for nothing. */
  RETRY_NOW,
  /**
   * The sender is to stop, and nothing more is to be written to the connection in use: all was, or
   * the next sender writes the rest.
   */
  ALL_WRITTEN,
  STOP
}
