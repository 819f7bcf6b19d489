package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to get a connection that messages can be sent on: connects, opens a session, and
 * keeps the connection until somebody takes it. Used by the loop's thread only.
 */
final class ConnectAttempt implements Connector.AttemptListener, SessionOpening.OpenListener {

  /** What it is made for, and so what is reported of it. */
  enum Purpose {
    /** To send on, as soon as it is complete. */
    USE(Trigger.CONNECTED, Trigger.CONNECT_FAILED),
    /** To see whether TCP comes up to the primary, and perhaps to be completed then. */
    PROBE(Trigger.PROBE_READY, Trigger.PROBE_FAILED),
    /** The same to the server in use. */
    LIVENESS_PROBE(Trigger.RENEWAL_READY, Trigger.RENEWAL_FAILED);

    private final Trigger complete;
    private final Trigger incomplete;

    Purpose(Trigger complete, Trigger incomplete) {
      this.complete = complete;
      this.incomplete = incomplete;
    }
  }

  /**
   * What all attempts of a loop share.
   *
   * @param sessions makes one for a connection that is to be completed
   * @param connectTimeoutNanos from the start until messages could flow
   * @param signals is told what comes of attempts
   */
  record Environment(
      Connector connector,
      Supplier<Session> sessions,
      LongSupplier clock,
      long connectTimeoutNanos,
      Consumer<Signal> signals) {}

  /** A connection that messages can be sent on, and what was and will be said over it. */
  record Opened(Server server, long generation, Connection connection, Session session) {}

  private final Server server;
  private final long generation;
  private final Purpose purpose;
  private final Environment environment;
  private final long deadlineNanos;
  private Connector.@Nullable Attempt attempt;
  private @Nullable SessionOpening opening;
  private @Nullable Connection connection;
  private @Nullable Session session;
  private boolean dropped;

  private ConnectAttempt(Server server, long generation, Purpose purpose, Environment environment) {
    this.server = server;
    this.generation = generation;
    this.purpose = purpose;
    this.environment = environment;
    this.deadlineNanos = environment.clock().getAsLong() + environment.connectTimeoutNanos();
  }

  /** Starts; something may be reported before this returns. */
  static ConnectAttempt start(
      Server server, long generation, Purpose purpose, Environment environment) {
    ConnectAttempt started = new ConnectAttempt(server, generation, purpose, environment);
    Connector connector = environment.connector();
    started.attempt =
        purpose == Purpose.USE ? connector.open(server, started) : connector.probe(server, started);
    return started;
  }

  @Override
  public void reached(Connection reached) {
    connection = reached;
    if (dropped) {
      drop();
      return;
    }
    switch (purpose) {
      case USE -> complete();
      case PROBE -> signal(Trigger.PROBE_PASSED, "");
      case LIVENESS_PROBE -> signal(Trigger.LIVENESS_PASSED, "");
    }
  }

  /** Makes the connection, which has been reached, ready for messages. */
  void complete() {
    Session begun = environment.sessions().get();
    session = begun;
    opening =
        new SessionOpening(
            reachedConnection(),
            begun,
            purpose != Purpose.USE,
            deadlineNanos,
            environment.clock(),
            this);
    opening.start();
  }

  @Override
  public void opened() {
    signal(purpose.complete, "");
  }

  @Override
  public void failed(String reason) {
    boolean unreached = purpose == Purpose.LIVENESS_PROBE && connection == null;
    ended(unreached ? Trigger.LIVENESS_FAILED : purpose.incomplete, reason);
  }

  @Override
  public void rejected(String reason) {
    ended(purpose.incomplete, reason);
  }

  private void ended(Trigger trigger, String reason) {
    opening = null;
    signal(trigger, reason);
  }

  private void signal(Trigger trigger, String reason) {
    environment.signals().accept(new Signal(trigger, generation, reason));
  }

  private Connection reachedConnection() {
    Connection reached = connection;
    if (reached == null) {
      throw new IllegalStateException("no connection to " + server);
    }
    return reached;
  }

  /** The connection, which belongs to the caller from now on. */
  Opened take() {
    if (session == null) {
      throw new IllegalStateException("the connection to " + server + " is not complete");
    }
    Opened taken = new Opened(server, generation, reachedConnection(), session);
    connection = null;
    opening = null;
    return taken;
  }

  /** Whether the server is there, and is being asked to take messages. */
  boolean isOpening() {
    return opening != null;
  }

  void checkDeadline(long nowNanos) {
    if (attempt != null) {
      attempt.checkDeadline(nowNanos);
    }
    if (opening != null) {
      opening.checkDeadline(nowNanos, Duration.ofNanos(environment.connectTimeoutNanos()));
    }
  }

  long wakeAtNanos() {
    long attemptAt = attempt == null ? Long.MAX_VALUE : attempt.wakeAtNanos();
    return opening == null ? attemptAt : Math.min(attemptAt, opening.wakeAtNanos());
  }

  /** Closes whatever is there; a connection that was taken stays. */
  void drop() {
    dropped = true;
    if (attempt != null) {
      attempt.cancel();
    }
    if (opening != null) {
      opening.cancel();
      opening = null;
    }
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
