package io.github.failoversyslog.engine;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.status.Server;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to connect that are under way, one for each purpose at the most. Used by the loop's
 * thread only.
 */
final class ConnectAttempts {
  private final List<Server> servers;
  private final ConnectAttempt.Environment environment;
  private final Map<Purpose, ConnectAttempt> underWay = new EnumMap<>(Purpose.class);

  /**
   * @param servers the primary first
   */
  ConnectAttempts(List<Server> servers, ConnectAttempt.Environment environment) {
    this.servers = servers;
    this.environment = environment;
  }

  /** Something may be reported before this returns. */
  void start(Purpose purpose, int server, long generation) {
    underWay.put(
        purpose, ConnectAttempt.start(servers.get(server), generation, purpose, environment));
  }

  /** Makes the connection, which has been reached, ready for messages. */
  void complete(Purpose purpose) {
    present(underWay.get(purpose)).complete();
  }

  /** The connection, which is complete, and belongs to the caller from now on. */
  ConnectAttempt.Opened take(Purpose purpose) {
    return present(underWay.remove(purpose)).take();
  }

  private static ConnectAttempt present(@Nullable ConnectAttempt attempt) {
    if (attempt == null) {
      throw new IllegalStateException("the connection asked for is not there");
    }
    return attempt;
  }

  void drop(Purpose purpose) {
    ConnectAttempt attempt = underWay.remove(purpose);
    if (attempt != null) {
      attempt.drop();
    }
  }

  void dropAll() {
    List.of(Purpose.values()).forEach(this::drop);
  }

  /** Whether the server is there, and is being asked to take messages. */
  boolean isOpening(Purpose purpose) {
    ConnectAttempt attempt = underWay.get(purpose);
    return attempt != null && attempt.isOpening();
  }

  /** Gives up those whose time is over. */
  void checkDeadlines() {
    for (ConnectAttempt attempt :
        underWay.values()) { // each may take long, so each is told the time
      attempt.checkDeadline(environment.clock().getAsLong());
    }
  }

  long wakeAtNanos() {
    long at = Long.MAX_VALUE;
    for (ConnectAttempt attempt : underWay.values()) {
      at = Math.min(at, attempt.wakeAtNanos());
    }
    return at;
  }
}
