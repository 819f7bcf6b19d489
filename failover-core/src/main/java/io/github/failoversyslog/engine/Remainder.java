package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Spans;

/**
 * What the end of all connections leaves behind in the ring.
 *
 * @param inDoubtFrom the first message that a server may not have
 * @param inDoubt messages that were written as a whole to a server and may not have been read
 * @param unsent messages that no server can have
 * @param cut those of them that a batch held, so that they were counted as sent
 * @param notRepeated messages that were to be written again, and were not
 * @param proven where the messages are that receipts prove to be read; none is among those above
 */
record Remainder(
    long inDoubtFrom, int inDoubt, int unsent, int cut, int notRepeated, Spans proven) {

  /**
   * Counts it. The loop's thread only.
   *
   * @param written where all messages are that were written as a whole to any server
   * @param doubtful where those are that were written to the connections there were at the end, and
   *     may not have been read
   */
  static Remainder of(
      MessageRing ring, Spans written, Spans proven, Spans doubtful, long inDoubtFrom) {
    doubtful.add(ring.sent(), ring.tail()); // perhaps written before, to connections that were lost
    Spans read = Spans.of(ring.released(), ring.sent());
    Spans waiting = Spans.of(ring.sent(), ring.tail());
    int cut = read.countMessages(ring) - written.countMessages(ring, read);
    int notRepeated = written.countMessages(ring, waiting);
    int unsent = cut + waiting.countMessages(ring) - notRepeated;
    int inDoubt = written.countMessages(ring, doubtful) - proven.countMessages(ring, doubtful);
    return new Remainder(inDoubtFrom, inDoubt, unsent, cut, notRepeated, proven);
  }
}
