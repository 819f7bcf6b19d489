package io.github.failoversyslog.session;

/** How a connection ended; decides which messages are in doubt. */
public enum Loss {
  /**
   * The server closed its side. It had read everything that had arrived, since its kernel sends a
   * reset otherwise. Data in flight at that time may not have been read.
   */
  END_OF_STREAM,
  /**
   * Anything else, such as a reset or a timeout: everything written since the last evidence that
   * the server reads this connection is in doubt.
   */
  BROKEN
}
