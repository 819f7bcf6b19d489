package io.github.failoversyslog.engine;

import io.github.failoversyslog.Server;
import io.github.failoversyslog.failover.Event;
import io.github.failoversyslog.net.Attempt;
import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.StreamConnection;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * The way to a connection: an attempt and, once it has succeeded, the connection until somebody
 * takes it.
 */
final class Approach implements Attempt.Outcome {

  /** Takes the events of connections, with the generation they belong to. */
  @FunctionalInterface
  interface Events {
    /**
     * @param reason what went wrong, or empty
     */
    void happened(Event event, long generation, String reason);
  }

  private final Server server;
  private final long generation;
  private final Event onSuccess;
  private final Event onFailure;
  private final Events events;
  private @Nullable Attempt attempt;
  private @Nullable Connection connection;
  private boolean givenUp;

  /**
   * @param onSuccess reported when TCP is up
   * @param onFailure reported when it is clear that it will not be
   */
  Approach(Server server, long generation, Event onSuccess, Event onFailure, Events events) {
    this.server = server;
    this.generation = generation;
    this.onSuccess = onSuccess;
    this.onFailure = onFailure;
    this.events = events;
  }

  Approach start(Attempt.Environment environment) {
    attempt = Attempt.start(server, environment, this);
    return this;
  }

  @Override
  public void reached(SelectionKey key) {
    connection = new StreamConnection(server, generation, key);
    if (givenUp) {
      giveUp();
    } else {
      events.happened(onSuccess, generation, "");
    }
  }

  @Override
  public void failed(String reason) {
    events.happened(onFailure, generation, reason);
  }

  /** The connection, which belongs to the caller from now on. */
  Connection take() {
    Connection taken = connection;
    if (taken == null) {
      throw new IllegalStateException("no connection to " + server + " to take");
    }
    connection = null;
    return taken;
  }

  void checkDeadline(long nowNanos) {
    if (attempt != null) {
      attempt.checkDeadline(nowNanos);
    }
  }

  long wakeAtNanos() {
    return attempt == null ? Long.MAX_VALUE : attempt.wakeAtNanos();
  }

  /** Closes whatever is there; a connection that was taken stays. */
  void giveUp() {
    givenUp = true;
    if (attempt != null) {
      attempt.cancel();
    }
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
