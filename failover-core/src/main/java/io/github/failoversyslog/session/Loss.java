package io.github.failoversyslog.session;

/** How a connection ended; tells how far back messages are in doubt. */
public enum Loss {
  /**
   * The server ended its side: it had read what had arrived, since a kernel answers with a reset
   * otherwise. What was on its way then it may not have.
   */
  END_OF_STREAM,
  /**
   * Anything else, such as a reset or a server that does not answer: all that was written since the
   * last evidence of this connection is in doubt.
   */
  BROKEN
}
