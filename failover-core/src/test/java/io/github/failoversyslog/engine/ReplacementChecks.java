package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.HashMap;
import java.util.Map;

/**
 * How one connection replaces another: nothing was written to the old one for the rest before its
 * half-close, and nothing is written to the new one until the old one has ended, or for 1 s.
 */
final class ReplacementChecks {
  private static final long REST_NANOS = 200 * MILLISECOND; // or the round trip, if that is longer
  private static final long LONGEST_REST_NANOS = SECOND;
  private static final long HELD_NANOS = SECOND;

  private final Map<Long, Long> open = new HashMap<>(); // time of the half-close, by connection
  private final Map<Long, Long> ended =
      new HashMap<>(); // when the sender could know, by connection
  private long firstHalfCloseNanos = -1;

  /** Whether this time without a write is long enough for an end of stream to be a proof. */
  static boolean isRest(long nanos, long roundTripNanos) {
    return nanos
        >= Math.min(LONGEST_REST_NANOS, Math.max(REST_NANOS, roundTripNanos + roundTripNanos / 2));
  }

  /**
   * A connection that carried messages is half-closed.
   *
   * @param late whether messages may have been held back for long enough before
   */
  void halfCloses(long connection, long nowNanos, boolean late) {
    open.put(connection, late ? nowNanos - HELD_NANOS : nowNanos);
    firstHalfCloseNanos = firstHalfCloseNanos < 0 ? nowNanos : firstHalfCloseNanos;
  }

  /** The end of a connection has reached the sender's kernel. */
  void ends(long connection, long nowNanos) {
    ended.putIfAbsent(connection, nowNanos);
  }

  void closes(long connection) {
    open.remove(connection);
    ended.remove(connection);
  }

  /** Whether a message may be written to this connection, considering the others. */
  boolean mayWrite(long connection, long nowNanos) {
    return open.keySet().stream().allMatch(old -> old == connection || isOver(old, nowNanos));
  }

  /** Whether the time is over, and there was no end in it that the sender has to see first. */
  private boolean isOver(long old, long nowNanos) {
    long heldUntilNanos = open.get(old) + HELD_NANOS;
    return nowNanos >= heldUntilNanos && ended.getOrDefault(old, nowNanos) >= heldUntilNanos;
  }

  /** When a connection that carried messages was first half-closed; below 0 if none was. */
  long firstHalfCloseNanos() {
    return firstHalfCloseNanos;
  }
}
