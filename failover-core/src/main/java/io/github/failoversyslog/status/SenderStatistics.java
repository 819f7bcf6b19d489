package io.github.failoversyslog.status;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of all counters since the sender was created.
 *
 * @param accepted messages accepted into the buffer
 * @param recovered messages of an earlier process found in the spool
 * @param sent messages passed to a connection, including repeated ones; after a stop without a
 *     spool, those of which the connection accepted all bytes
 * @param repeated messages written again because it is in doubt whether they arrived
 * @param confirmed messages that a receipt proves to be read by their server; {@code
 *     docs/delivery.md} defines receipts
 * @param receipts number received
 * @param renewals connections that replaced another one to the same server to obtain a receipt
 * @param releasedUnconfirmed messages written, not confirmed, and dropped from the buffer for lack
 *     of space or at the stop
 * @param discarded events discarded, by reason; contains every reason
 * @param diverted events that the buffer refused and another appender was given instead; they are
 *     not among the discarded ones
 * @param truncated accepted messages that were cut to the maximum length, or of which an SD-ID was
 *     cut; over UDP also those that the operating system found too long for a datagram
 * @param connects connections made and used
 * @param connectFailures attempts to connect that failed
 * @param connectionsLost connections closed or reset by the server, failed, or timed out
 * @param failovers changes to another server because one was lost
 * @param failbacks returns to the primary after enough passed probes
 * @param currentServer the server in use, if any
 * @param bytesWaiting bytes not yet written to a connection
 * @param bytesUnconfirmed bytes written, and kept in case they have to be written again
 * @param bufferSize bytes that the buffer has for both
 * @param oldestWaiting age of the oldest message not yet written to a connection, by the time in
 *     its header; zero if there is none
 * @param lastChange the last failover or failback, if there was one
 * @param spoolFault why messages are kept in memory although {@code spoolFile} is set; empty if
 *     they are in that file, or it is not set
 */
public record SenderStatistics(
    long accepted,
    long recovered,
    long sent,
    long repeated,
    long confirmed,
    long receipts,
    long renewals,
    long releasedUnconfirmed,
    Map<DiscardReason, Long> discarded,
    long diverted,
    long truncated,
    long connects,
    long connectFailures,
    long connectionsLost,
    long failovers,
    long failbacks,
    long probesPassed,
    long probesFailed,
    Optional<Server> currentServer,
    long bytesWaiting,
    long bytesUnconfirmed,
    long bufferSize,
    Duration oldestWaiting,
    Optional<ServerChange> lastChange,
    Optional<String> spoolFault) {

  private List<Object> values() {
    return List.of(
        accepted,
        recovered,
        sent,
        repeated,
        confirmed,
        receipts,
        renewals,
        releasedUnconfirmed,
        discarded,
        diverted,
        truncated,
        connects,
        connectFailures,
        connectionsLost,
        failovers,
        failbacks,
        probesPassed,
        probesFailed,
        currentServer,
        bytesWaiting,
        bytesUnconfirmed,
        bufferSize,
        oldestWaiting,
        lastChange,
        spoolFault);
  }

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SenderStatistics that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** Of a sender that was never started: all is zero or empty. */
  public static SenderStatistics none() {
    Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
    for (DiscardReason reason : DiscardReason.values()) {
      discarded.put(reason, 0L);
    }
    return new SenderStatistics(
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        discarded,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        0,
        0,
        0,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }

  /** The number of discarded events, over all reasons. */
  public long allDiscarded() {
    return discarded.values().stream().mapToLong(Long::longValue).sum();
  }
}
