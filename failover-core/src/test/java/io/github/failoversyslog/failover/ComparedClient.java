package io.github.failoversyslog.failover;

import java.util.List;

/** A client that fails over, with its timers. */
interface ComparedClient {

  void start();

  /** The connection in use ends, if there is one. */
  void connectionEnds();

  /** The connection before the one in use reports an error now. */
  void oldConnectionEnds();

  /** The connection in use does not end, but carries nothing any more. */
  void connectionIsForgotten();

  /** The application stops, with messages still to be sent. */
  void applicationStops();

  /** When it next does something by itself, in milliseconds, or {@link Long#MAX_VALUE}. */
  long nextMillis();

  /** Does what is due. */
  void timeHasCome();

  /** The server in use, or -1. */
  int serverInUse();

  /** Accepted connections since the start. */
  List<Seen> seen();
}
