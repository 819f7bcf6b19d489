package io.github.failoversyslog.engine;

/** How a connection ended; tells how far back messages are in doubt. */
enum Loss {
  /**
   * The server ended its side: it had read what had arrived, since a kernel answers with a reset
   * otherwise.
   */
  END_OF_STREAM,
  /** The connection broke: what the server had not read is gone. */
  RESET,
  /** Nothing was heard: everything since the last sign of life is in doubt. */
  SILENCE
}
