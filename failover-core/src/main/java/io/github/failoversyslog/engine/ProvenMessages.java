package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Spans;

/**
 * Records which messages of the ring servers are proven to have read, and which of those no server
 * has accepted: one that a server rejected may be sent to another, with the unanswered ones before
 * it, and be accepted there. Used by the loop's thread only.
 */
final class ProvenMessages {
  private final Spans read = new Spans();
  private final Spans accepted = new Spans();
  private long rejectedTo; // no message from this position on was rejected

  /**
   * The messages between two ring positions were read.
   *
   * @param rejected positions of those of them that the server did not accept
   */
  void add(long from, long to, Spans rejected) {
    read.add(from, to);
    accepted.addWithout(rejected, from, to);
    rejectedTo = Math.max(rejectedTo, rejected.end());
  }

  /** Positions of all that were read. */
  Spans read() {
    return read;
  }

  /** Counts those that were read, of the messages between two positions of the ring. */
  int countRead(MessageRing ring, long from, long to) {
    return read.countMessages(ring, from, to);
  }

  /** Counts those that were read and that no server accepted. */
  int countRejected(MessageRing ring, long from, long to) {
    long end = Math.min(to, rejectedTo); // usually 0: then there is nothing to count
    return read.countMessages(ring, from, end) - accepted.countMessages(ring, from, end);
  }

  /** May forget the messages before this position. */
  void forgetBefore(long position) {
    read.forgetBefore(position);
    accepted.forgetBefore(position);
  }
}
