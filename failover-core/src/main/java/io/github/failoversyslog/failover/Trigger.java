package io.github.failoversyslog.failover;

/**
 * What can happen. Triggers that concern a connection or probe carry its generation, see {@link
 * Signal}.
 */
public enum Trigger {
  START,
  /** The requested connection is complete: TCP connected and session opened. */
  CONNECTED,
  CONNECT_FAILED,
  /**
   * The connection in use ended, or a drained one ended before its server had read everything
   * during a stop.
   */
  CONNECTION_LOST,
  /** The time {@link State#wakeAtNanos()} is reached. */
  TIMER,
  /** The TCP connection of the probe to the primary is established. */
  PROBE_PASSED,
  /** The probe's connection is complete and could carry messages. */
  PROBE_READY,
  /** The probe could not connect, or could not be completed. */
  PROBE_FAILED,
  /** A second TCP connection to the server in use was established. */
  LIVENESS_PASSED,
  LIVENESS_FAILED,
  /** The host of the server in use could not be asked: its name was not resolved, for example. */
  LIVENESS_UNKNOWN,
  /** The second connection is complete and could carry messages. */
  RENEWAL_READY,
  /**
   * The second connection could not be completed or ended before it was used, although the host has
   * answered.
   */
  RENEWAL_FAILED,
  /**
   * The rest of the connection in use is over: it has written everything and paused long enough, or
   * its time is over.
   */
  RESTED,
  /** The server has closed its side of a renewed connection, so it has read everything. */
  RECEIPT_GIVEN,
  /**
   * The server accepted data throughout, but did not close its side of a renewed connection in
   * time.
   */
  RECEIPT_MISSED,
  /** A receipt requested on the connection in use is overdue. */
  RECEIPT_OVERDUE,
  /** An operator wants the primary to be probed without the interval. */
  PROBE_NOW,
  /** An operator wants the primary to be used again after one passed probe. */
  FAIL_BACK_NOW,
  /** During a stop: connect again without the reconnect delay. */
  RETRY_NOW,
  /**
   * During a stop: nothing more is to be written to the connection in use, because everything was
   * written or a successor writes the rest.
   */
  ALL_WRITTEN,
  STOP
}
