package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;

/** Opens connections to servers; no call waits. Used by the loop's thread only. */
public interface Connector {

  /** Starts; the outcome may be reported before this returns. */
  Attempt open(Server server, Outcome outcome);

  /**
   * The same, to see whether the server is there. Its connection can be put to use later: that
   * begins with a handler.
   */
  default Attempt probe(Server server, Outcome outcome) {
    return open(server, outcome);
  }

  /** Is told, on the loop's thread, how an attempt ended. */
  interface Outcome {
    /**
     * @param connection which nobody has attached a handler to
     */
    void reached(Connection connection);

    /**
     * @param reason in a few words
     */
    void failed(String reason);

    /**
     * It failed, and that says nothing against the server's host: it was reached, and reset the
     * connection before that could be told; or nobody asked it, since its name could not be looked
     * up, or our own system has no socket left.
     *
     * @param reason in a few words
     */
    default void turnedAway(String reason) {
      failed(reason);
    }
  }

  /** One attempt to reach a server. Has exactly one outcome, unless it is cancelled. */
  interface Attempt {
    /**
     * When {@link #checkDeadline} has something to do; {@link Long#MAX_VALUE} once the attempt is
     * over.
     */
    long wakeAtNanos();

    /** Gives up what takes too long. */
    void checkDeadline(long nowNanos);

    /** Ends the attempt without an outcome; does nothing once it has one. */
    void cancel();
  }
}
