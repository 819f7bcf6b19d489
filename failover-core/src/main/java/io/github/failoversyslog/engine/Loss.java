package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Reasons;
import java.io.IOException;

/** How a connection ended; tells how far back messages are in doubt. */
enum Loss {
  /**
   * The server ended its side: it had read what had arrived, since a kernel answers with a reset
   * otherwise. What was on its way then it may not have.
   */
  END_OF_STREAM,
  /** The connection broke: what the server had not read is gone. */
  RESET,
  /** Nothing was heard: everything since the last evidence of this connection is in doubt. */
  SILENCE;

  /**
   * What a failed read or write says. A kernel that gives up ("timed out", "no route to host") has
   * heard nothing for long; only the words tell, and what they do not tell for sure is silence.
   */
  static Loss of(IOException e) {
    return Reasons.isReset(e) ? RESET : SILENCE;
  }
}
