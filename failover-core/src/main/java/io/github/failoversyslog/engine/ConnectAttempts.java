package io.github.failoversyslog.engine;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.status.Server;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current connection attempts, at most one for each purpose. Used by the loop's thread only.
 */
final class ConnectAttempts {
  private final List<Server> servers;
  private final ConnectAttempt.Environment environment;
  private final Map<Purpose, ConnectAttempt> attempts = new EnumMap<>(Purpose.class);

  /**
   * @param servers the primary first
   */
  ConnectAttempts(List<Server> servers, ConnectAttempt.Environment environment) {
    this.servers = servers;
    this.environment = environment;
  }

  /** An outcome may be signalled before this returns. */
  void start(Purpose purpose, int server, long generation) {
    attempts.put(
        purpose, ConnectAttempt.start(servers.get(server), generation, purpose, environment));
  }

  /** Opens a session on the connection, which has to be reached already. */
  void complete(Purpose purpose) {
    required(attempts.get(purpose)).complete();
  }

  /** Returns the connection, which has to be complete; the caller owns it from now on. */
  ConnectAttempt.Opened take(Purpose purpose) {
    return required(attempts.remove(purpose)).take();
  }

  private static ConnectAttempt required(@Nullable ConnectAttempt attempt) {
    if (attempt == null) {
      throw new IllegalStateException("the connection asked for is not there");
    }
    return attempt;
  }

  void drop(Purpose purpose) {
    ConnectAttempt attempt = attempts.remove(purpose);
    if (attempt != null) {
      attempt.drop();
    }
  }

  void dropAll() {
    Each.of(List.of(Purpose.values()), this::drop);
  }

  /** Whether TCP is connected and the session is being opened. */
  boolean isOpening(Purpose purpose) {
    ConnectAttempt attempt = attempts.get(purpose);
    return attempt != null && attempt.isOpening();
  }

  /** Fails the attempts whose deadline has passed. */
  void checkDeadlines() {
    for (ConnectAttempt attempt :
        attempts.values()) { // each may take long, so the clock is read for each
      attempt.checkDeadline(environment.clock().getAsLong());
    }
  }

  long wakeAtNanos() {
    long at = Long.MAX_VALUE;
    for (ConnectAttempt attempt : attempts.values()) {
      at = Math.min(at, attempt.wakeAtNanos());
    }
    return at;
  }
}
