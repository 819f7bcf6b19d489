package io.github.failoversyslog.failover;

/** What the caller of the machine is to do, in the order given. */
public enum Action {
  /** Start connecting {@link State#server()} as {@link State#generation()}. */
  CONNECT,
  /** Close the connection in use at once; nothing more is expected from its server. */
  ABANDON_CONNECTION,
  /** End the connection in use, or the attempt to make it, in good order. */
  DISCONNECT,
  /** Start a TCP connection to the primary as {@link Probes#generation()}. */
  START_PROBE,
  /** Close the probe, in whatever state it is. */
  DROP_PROBE,
  /** Keep the passed probe's connection and make it ready to carry messages. */
  COMPLETE_PROBE,
  /**
   * The probe's connection is the one in use from now on; give up a connect in progress, drain and
   * close the old one.
   */
  ADOPT_PROBE,
  /** Start a second TCP connection to the server in use, as {@link Liveness#generation()}. */
  START_LIVENESS_PROBE,
  DROP_LIVENESS_PROBE,
  /** Keep the liveness probe's connection and make it ready to carry messages. */
  COMPLETE_RENEWAL,
  /** Write no more messages to the connection in use, so that its end will prove something. */
  REST,
  /** Write messages to the connection in use again. */
  RESUME,
  /**
   * The second connection is the one in use from now on; end the old one, and hold messages back
   * until it has ended.
   */
  ADOPT_RENEWAL
}
