package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;

/** Opens connections to servers; no call waits. Used by the loop's thread only. */
public interface Connector {

  /** Starts; the outcome may be reported before this returns. */
  Attempt open(Server server, AttemptListener outcome);

  /**
   * The same, to see whether the server is there. Its connection can be used later, beginning with
   * {@link Connection#attach}.
   */
  default Attempt probe(Server server, AttemptListener outcome) {
    return open(server, outcome);
  }

  /** Receives the outcome of an attempt, on the loop's thread. */
  interface AttemptListener {
    /**
     * @param connection which nobody has attached a handler to
     */
    void reached(Connection connection);

    /**
     * @param reason for a status line
     */
    void failed(String reason);

    /**
     * It failed without evidence against the server's host: the host reset a connection that it had
     * accepted, or was not contacted because its name could not be resolved or this process has no
     * file descriptor left.
     *
     * @param reason for a status line
     */
    default void rejected(String reason) {
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
