package io.github.failoversyslog.status;

import java.util.Map;
import java.util.Optional;

/**
 * Every counter since the sender was made; a snapshot.
 *
 * @param accepted messages taken into the buffer
 * @param recovered messages of an earlier process that were found in the spool
 * @param sent messages handed to a connection, repeats included; after a stop without a spool those
 *     that it took to the last byte
 * @param repeated messages that are written once more because it is in doubt whether they arrived
 * @param confirmed messages of which a receipt proves that their server has read them; {@code
 *     docs/delivery.md} defines receipts
 * @param receipts that came
 * @param renewals connections that took the place of another one to the same server, for a receipt
 * @param releasedUnconfirmed messages written, not confirmed, and dropped from the buffer for lack
 *     of space or at the stop
 * @param discarded events refused or given up, by reason; every reason is there
 * @param truncated messages that were cut to the longest allowed, or of which an SD-ID was
 * @param connects connections that were made and used
 * @param connectFailures attempts that did not become one
 * @param connectionsLost connections that ended otherwise than by us
 * @param failovers changes to another server because one was lost
 * @param failbacks returns to the primary after enough passed probes
 * @param currentServer the one in use, if any
 * @param bytesWaiting not yet written to a connection
 * @param bytesUnconfirmed written, and kept in case they have to be written again
 * @param spoolFault why messages are kept in memory although {@code spoolFile} is set; empty: they
 *     are in that file, or it is not set
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
    Optional<String> spoolFault) {

  /** Discarded events, for all reasons together. */
  public long allDiscarded() {
    return discarded.values().stream().mapToLong(Long::longValue).sum();
  }
}
