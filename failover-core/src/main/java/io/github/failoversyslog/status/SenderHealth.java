package io.github.failoversyslog.status;

import java.time.Duration;
import java.util.Optional;

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

  /** From good to bad. */
  public enum Condition {
    /** The primary is in use or, without failback, any server. */
    UP,
    /** A failover server is in use although there is to be a failback. */
    ON_FAILOVER_SERVER,
    /** No server is in use, or messages have waited for more than 10 s. */
    BUFFERING,
    /** Events are being discarded, or were within the last second. */
    DISCARDING
  }

  /** Whether new events reach a server soon. */
  public boolean isDelivering() {
    return condition.compareTo(Condition.BUFFERING) < 0;
  }
}
