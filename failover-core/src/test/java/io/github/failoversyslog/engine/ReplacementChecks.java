package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.HashMap;
import java.util.Map;

/**
 * How one connection takes the place of another one: nothing was written to the old one for a time
 * before its half-close, and nothing is written to the new one until the old one has ended, or for
 * a second.
 */
final class ReplacementChecks {
  private static final long REST_NANOS = 200 * MILLISECOND; // or the round trip, if that is longer
  private static final long LONGEST_REST_NANOS = SECOND;
  private static final long HELD_NANOS = SECOND;

  private final Map<Long, Long> open = new HashMap<>(); // when half-closed, by connection
  private long firstHalfCloseNanos = -1;

  /** Whether that long without a write is enough for an end of stream to prove something. */
  static boolean isRest(long nanos, long roundTripNanos) {
    return nanos
        >= Math.min(LONGEST_REST_NANOS, Math.max(REST_NANOS, roundTripNanos + roundTripNanos / 2));
  }

  /**
   * A connection that carried messages is half-closed.
   *
   * @param late whether messages may have been held back for long enough before that
   */
  void halfCloses(long connection, long nowNanos, boolean late) {
    open.put(connection, late ? nowNanos - HELD_NANOS : nowNanos);
    firstHalfCloseNanos = firstHalfCloseNanos < 0 ? nowNanos : firstHalfCloseNanos;
  }

  void closes(long connection) {
    open.remove(connection);
  }

  /**
   * Whether a message may be written to this connection, for all that is known of the others.
   *
   * @param upAtNanos when it was made: one that was not there yet has not taken their place
   */
  boolean mayWrite(long connection, long upAtNanos, long nowNanos) {
    return open.entrySet().stream()
        .allMatch(
            old ->
                old.getKey() == connection
                    || old.getValue() < upAtNanos
                    || nowNanos - old.getValue() >= HELD_NANOS);
  }

  /** When a connection that carried messages was first half-closed; below 0 if none was. */
  long firstHalfCloseNanos() {
    return firstHalfCloseNanos;
  }
}
