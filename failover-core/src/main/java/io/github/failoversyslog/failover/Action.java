package io.github.failoversyslog.failover;

/**
 * Actions for the caller of the machine, performed in the order given. Apart from these, only a
 * defect makes the caller open, use, drain or close a working connection.
 */
public enum Action {
  /** Start to connect to {@link State#server()}, as {@link State#generation()}. */
  CONNECT,
  /** Cancel the attempt that {@link #CONNECT} started and close its connection. */
  DROP_CONNECT,
  /** Use the attempt's connection for messages from now on. */
  USE_CONNECTION,
  /** Close the connection in use at once, without waiting for its server. */
  ABANDON_CONNECTION,
  /** Write no more messages to the connection in use, drain it and close it. */
  DRAIN_CONNECTION,
  /** Start a TCP connection to the primary as {@link Probes#generation()}. */
  START_PROBE,
  /** Close the probe, whatever its status. */
  DROP_PROBE,
  /** Keep the connection of the passed probe and open a session on it (TLS, RELP). */
  COMPLETE_PROBE,
  /** Use the probe's connection for messages from now on; drain and close the old one. */
  ADOPT_PROBE,
  /** Start a second TCP connection to the server in use, as {@link Liveness#generation()}. */
  START_LIVENESS_PROBE,
  /** Close the liveness probe, whatever its status. */
  DROP_LIVENESS_PROBE,
  /** Keep the connection of the liveness probe and open a session on it. */
  COMPLETE_RENEWAL,
  /**
   * Pause the writing of messages to the connection in use, so that its end proves that everything
   * was read.
   */
  REST,
  /** Resume the writing of messages to the connection in use. */
  RESUME,
  /**
   * Use the second connection for messages from now on; drain and close the old one, and hold
   * messages back until it has ended.
   */
  ADOPT_RENEWAL,
  /** Close every connection and attempt at once, the draining ones too. */
  CLOSE_ALL
}
