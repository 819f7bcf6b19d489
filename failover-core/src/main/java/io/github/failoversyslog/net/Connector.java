package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;

/** Opens connections to servers; no call blocks. Used by the loop's thread only. */
public interface Connector {

  /** Starts an attempt; its outcome may be reported before this returns. */
  Attempt open(Server server, AttemptListener outcome);

  /**
   * Like {@link #open}, to check whether the server is reachable. The connection can be used later,
   * starting with {@link Connection#attach}.
   */
  default Attempt probe(Server server, AttemptListener outcome) {
    return open(server, outcome);
  }

  /** Like {@link #open}, but the connection makes a full TLS handshake, if it has TLS. */
  default Attempt openWithoutSession(Server server, AttemptListener outcome) {
    return open(server, outcome);
  }

  /** Receives the outcome of an attempt, on the loop's thread. */
  interface AttemptListener {
    /**
     * @param connection without a handler
     */
    void reached(Connection connection);

    /**
     * @param reason for a status line
     */
    void failed(String reason);

    /**
     * The attempt failed although the host has answered: it reset a connection that it had
     * accepted.
     *
     * @param reason for a status line
     */
    void rejected(String reason);

    /**
     * The host was not contacted: its name could not be resolved, or this process has no file
     * descriptor left.
     *
     * @param reason for a status line
     */
    void notAsked(String reason);
  }

  /** One attempt to reach a server. Has exactly one outcome, unless it is cancelled. */
  interface Attempt {
    /**
     * When to call {@link #checkDeadline} next; {@link Long#MAX_VALUE} once the attempt is over.
     */
    long wakeAtNanos();

    /** Gives up steps whose time limit has passed. */
    void checkDeadline(long nowNanos);

    /** Ends the attempt without an outcome; does nothing once it has one. */
    void cancel();
  }
}
