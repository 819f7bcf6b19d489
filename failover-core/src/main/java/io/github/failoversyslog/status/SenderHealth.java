package io.github.failoversyslog.status;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sender delivers, at one moment.
 *
 * @param server in use, if any
 * @param bytesInBuffer waiting and unconfirmed
 * @param bufferSize bytes that the buffer has
 * @param oldestWaiting age of the oldest message not yet written to a connection; zero if there is
 *     none
 * @param discarded events, over all reasons, since the sender was created
 */
public record SenderHealth(
    SenderName name,
    Condition condition,
    Optional<Server> server,
    long bytesInBuffer,
    long bufferSize,
    Duration oldestWaiting,
    long discarded) {

  private List<Object> values() {
    return List.of(name, condition, server, bytesInBuffer, bufferSize, oldestWaiting, discarded);
  }

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SenderHealth that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** From good to bad. */
  public enum Condition {
    /** The primary is in use or, without failback, any server. */
    UP,
    /** A failover server is in use although there is to be a failback. */
    ON_FAILOVER_SERVER,
    /** No server is in use, or messages have waited for more than 10 s. */
    BUFFERING,
    /**
     * Events were discarded, and since then there was no second in which a server accepted messages
     * and none was discarded.
     */
    DISCARDING
  }

  /** Whether new events reach a server soon. */
  public boolean isDelivering() {
    return condition.compareTo(Condition.BUFFERING) < 0;
  }

  /**
   * The status of all these together, by the names that Spring Boot and others use: {@code UP}
   * while all deliver, {@code OUT_OF_SERVICE} while one is buffering, {@code DOWN} while one
   * discards events, and {@code UNKNOWN} if there are none.
   */
  public static String status(Collection<SenderHealth> senders) {
    Optional<Condition> worst =
        senders.stream().map(SenderHealth::condition).max(Comparator.naturalOrder());
    if (worst.isEmpty()) {
      return "UNKNOWN";
    }
    return switch (worst.get()) {
      case UP, ON_FAILOVER_SERVER -> "UP";
      case BUFFERING -> "OUT_OF_SERVICE";
      case DISCARDING -> "DOWN";
    };
  }

  /**
   * What {@link #status} rests on: condition and server of each, such as {@code UP, log1:601}, by
   * the name of the appender. To a name that is there already a number is appended.
   */
  public static Map<String, String> details(Collection<SenderHealth> senders) {
    Map<String, String> details = new LinkedHashMap<>();
    for (SenderHealth sender : senders) {
      String name = sender.name().name();
      String key = name;
      for (int number = 2; details.containsKey(key); number++) {
        key = name + " " + number;
      }
      String server = sender.server().map(Server::toString).orElse("no server");
      details.put(key, sender.condition() + ", " + server);
    }
    return details;
  }
}
