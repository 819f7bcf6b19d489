package io.github.failoversyslog.failover;

/**
 * What the caller of the machine does, in the order given. Nothing else opens, uses, drains or
 * closes a connection that still works.
 */
public enum Action {
  /** Start connecting {@link State#server()} as {@link State#generation()}. */
  CONNECT,
  /** Give up the attempt that {@link #CONNECT} started, and close what there is of it. */
  DROP_CONNECT,
  /** The connection of the attempt is the one in use from now on. */
  USE_CONNECTION,
  /** Close the connection in use at once; nothing more is expected from its server. */
  ABANDON_CONNECTION,
  /** Write no more messages to the connection in use, drain it and close it. */
  DRAIN_CONNECTION,
  /** Start a TCP connection to the primary as {@link Probes#generation()}. */
  START_PROBE,
  /** Close the probe, in whatever state it is. */
  DROP_PROBE,
  /** Keep the passed probe's connection and make it ready to carry messages. */
  COMPLETE_PROBE,
  /** The probe's connection is the one in use from now on; drain and close the old one. */
  ADOPT_PROBE,
  /** Start a second TCP connection to the server in use, as {@link Liveness#generation()}. */
  START_LIVENESS_PROBE,
  /** Close the liveness probe, in whatever state it is. */
  DROP_LIVENESS_PROBE,
  /** Keep the liveness probe's connection and make it ready to carry messages. */
  COMPLETE_RENEWAL,
  /** Write no more messages to the connection in use, so that its end will prove something. */
  REST,
  /** Write messages to the connection in use again. */
  RESUME,
  /**
   * The second connection is the one in use from now on; drain and close the old one, and hold
   * messages back until it has ended.
   */
  ADOPT_RENEWAL,
  /** Close every connection and every attempt at once, those that are being drained too. */
  CLOSE_ALL
}
