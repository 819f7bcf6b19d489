package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.status.DiscardReason;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that the counters of what becomes of messages are neither too high nor too low: no message
 * is counted twice, over RELP every one once, and every one as confirmed whose connection ended in
 * good order.
 */
final class CountBounds {
  private final boolean exact; // nothing leaves the ring without being counted
  private final Map<Long, BitSet> written = new HashMap<>(); // messages, by connection
  private final BitSet proven = new BitSet();
  private long answeredSeen;
  private long unconfirmedSeen;
  private final BitSet rejected = new BitSet();
  private final BitSet acceptedByAny = new BitSet();
  private long rejectedSeen;

  /**
   * @param relp whether the servers answer every message
   */
  CountBounds(boolean relp) {
    this.exact = relp;
  }

  /**
   * A message was written to a connection as a whole. If later ones were written to it before, they
   * are to be sent again: what its end proves of them is not counted.
   */
  void begins(int message, long connection) {
    BitSet messages = written.computeIfAbsent(connection, number -> new BitSet());
    messages.clear(message, Math.max(message, messages.length()));
    messages.set(message);
  }

  /**
   * The sender has closed a connection.
   *
   * @param inGoodOrder whether it has seen an end that proves that everything was read
   */
  void closes(long connection, boolean inGoodOrder) {
    BitSet messages = written.remove(connection);
    if (inGoodOrder && !exact && messages != null) {
      proven.or(messages);
    }
  }

  /** A server has refused a message twice. */
  void isRejected(int message) {
    rejected.set(message);
  }

  /** A server has read a message and accepted it. */
  void isAccepted(int message) {
    acceptedByAny.set(message);
  }

  /** The messages from {@code from} to before {@code to} have left the ring since the last call. */
  void check(Counters counters, int from, int to) {
    BitSet notAccepted = rejected.get(from, to);
    notAccepted.andNot(acceptedByAny.get(from, to));
    requireRejected(counters, notAccepted.cardinality(), from, to);
    long answered = answered(counters) - answeredSeen;
    long unconfirmed = counters.releasedUnconfirmed.sum() - unconfirmedSeen;
    requireFits(answered, unconfirmed, from, to);
    noteSeen(counters);
  }

  private void requireRejected(Counters counters, int least, int from, int to) {
    long counted = counters.discarded(DiscardReason.REJECTED).sum() - rejectedSeen;
    int most = rejected.get(from, to).cardinality();
    require(
        counted >= least && counted <= most,
        String.format(
            "%d of the messages %d to %d count as rejected, expected %d to %d",
            counted, from, to - 1, least, most));
  }

  private void noteSeen(Counters counters) {
    answeredSeen = answered(counters);
    unconfirmedSeen = counters.releasedUnconfirmed.sum();
    rejectedSeen = counters.discarded(DiscardReason.REJECTED).sum();
  }

  private static long answered(Counters counters) {
    return counters.confirmed.sum() + counters.discarded(DiscardReason.REJECTED).sum();
  }

  private void requireFits(long answered, long others, int from, int to) {
    long counted = answered + others;
    String counts =
        String.format(
            "%d answered and %d others are counted of the messages %d to %d, %d proven to be read",
            answered, others, from, to - 1, provenIn(from, to));
    require(counted <= to - from && (!exact || counted == to - from), counts);
    require(answered >= provenIn(from, to), counts);
  }

  private int provenIn(int from, int to) {
    return proven.get(from, to).cardinality();
  }

  /**
   * The sender has ended, and has counted all messages from this one on.
   *
   * @param inDoubt number of those that may not have been read
   * @param unsent number of those that were never written
   */
  void checkLast(Counters counters, int from, int accepted, long inDoubt, long unsent) {
    requireRejected(counters, 0, from, accepted); // a refusal may still be on its way
    requireFits(answered(counters) - answeredSeen, inDoubt + unsent, from, accepted);
    noteSeen(counters);
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new AssertionError(otherwise);
    }
  }
}
