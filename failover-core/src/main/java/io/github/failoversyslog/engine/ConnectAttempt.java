package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection that can carry messages: connects, opens a session, and keeps
 * the connection until it is taken. Used by the loop's thread only.
 */
final class ConnectAttempt implements Connector.AttemptListener, SessionOpening.OpenListener {

  /** The purpose of an attempt, which decides the triggers it signals. */
  enum Purpose {
    /** To send messages on as soon as it is complete. */
    USE(Trigger.CONNECTED, Trigger.CONNECT_FAILED),
    /** To check whether the primary accepts a TCP connection; may be completed after that. */
    PROBE(Trigger.PROBE_READY, Trigger.PROBE_FAILED),
    /** To check whether the server in use accepts a TCP connection; may become a renewal. */
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
   * @param sessions creates one for each connection that is completed
   * @param connectTimeoutNanos from the start of the attempt until messages can be sent
   * @param signals receives the outcomes of attempts
   */
  record Environment(
      Connector connector,
      Supplier<Session> sessions,
      LongSupplier clock,
      long connectTimeoutNanos,
      Consumer<Signal> signals) {}

  /** A connection that can carry messages, and its session. */
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
  private boolean isOpened;
  private boolean again; // connects once more, without a TLS session
  private boolean dropped;

  private ConnectAttempt(Server server, long generation, Purpose purpose, Environment environment) {
    this.server = server;
    this.generation = generation;
    this.purpose = purpose;
    this.environment = environment;
    this.deadlineNanos = environment.clock().getAsLong() + environment.connectTimeoutNanos();
  }

  /** Starts an attempt; an outcome may be signalled before this returns. */
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
    if (again) {
      complete();
      return;
    }
    switch (purpose) {
      case USE -> complete();
      case PROBE -> signal(Trigger.PROBE_PASSED, "");
      case LIVENESS_PROBE -> signal(Trigger.LIVENESS_PASSED, "");
    }
  }

  /** Opens a session on the connection, which has to be reached already. */
  void complete() {
    Session newSession = environment.sessions().get();
    session = newSession;
    opening =
        new SessionOpening(
            reachedConnection(),
            newSession,
            purpose != Purpose.USE,
            deadlineNanos,
            environment.clock(),
            this);
    opening.start();
  }

  @Override
  public void opened() {
    isOpened = true;
    signal(purpose.complete, "");
  }

  @Override
  public void failed(String reason) {
    if (connection != null && connection.refusedSession() && !isOpened && !again) {
      connectAgain();
      return;
    }
    boolean unreached = purpose == Purpose.LIVENESS_PROBE && connection == null && !again;
    ended(unreached ? Trigger.LIVENESS_FAILED : purpose.incomplete, reason);
  }

  @Override
  public void rejected(String reason) {
    ended(purpose.incomplete, reason);
  }

  @Override
  public void notAsked(String reason) {
    boolean liveness = purpose == Purpose.LIVENESS_PROBE && !again;
    ended(liveness ? Trigger.LIVENESS_UNKNOWN : purpose.incomplete, reason);
  }

  /** Some servers refuse the TLS sessions that they gave: that is no failure of the server. */
  private void connectAgain() {
    again = true;
    opening = null;
    close();
    attempt = environment.connector().openWithoutSession(server, this);
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

  /** The connection, once TCP is connected and until it is taken or dropped. */
  Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /** The session, once its opening has begun. */
  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  /** Returns the complete connection; the caller owns it from now on. */
  Opened take() {
    if (session == null) {
      throw new IllegalStateException("the connection to " + server + " is not complete");
    }
    Opened taken = new Opened(server, generation, reachedConnection(), session);
    connection = null;
    opening = null;
    return taken;
  }

  /** Whether TCP was connected and the session is being opened. */
  boolean isOpening() {
    return opening != null || isConnectingAgain();
  }

  private boolean isConnectingAgain() {
    return again
        && connection == null
        && attempt != null
        && attempt.wakeAtNanos() != Long.MAX_VALUE;
  }

  void checkDeadline(long nowNanos) {
    if (attempt != null) {
      attempt.checkDeadline(nowNanos);
    }
    if (opening != null) {
      opening.checkDeadline(nowNanos, connectTimeout());
    }
    if (nowNanos >= deadlineNanos && isConnectingAgain()) {
      cancel();
      ended(purpose.incomplete, EngineTexts.handshakeTimeout(connectTimeout()));
    }
  }

  private Duration connectTimeout() {
    return Duration.ofNanos(environment.connectTimeoutNanos());
  }

  long wakeAtNanos() {
    long attemptAt = attempt == null ? Long.MAX_VALUE : attempt.wakeAtNanos();
    long connectedAt = isConnectingAgain() ? Math.min(attemptAt, deadlineNanos) : attemptAt;
    return opening == null ? connectedAt : Math.min(connectedAt, opening.wakeAtNanos());
  }

  /** Cancels the attempt and closes its connection, unless that was taken. */
  void drop() {
    dropped = true;
    Each.of(List.of(this::cancel, this::close), Runnable::run);
  }

  private void cancel() {
    if (opening != null) {
      opening.cancel();
      opening = null;
    }
    if (attempt != null) {
      attempt.cancel();
    }
  }

  private void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
