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
 */
record Undelivered(long inDoubtFrom, int inDoubt, int unsent, int cut, int notRepeated) {

  /**
   * What may not have been read of what was written to the connections that are open.
   *
   * @param from the first message that a server may not have
   * @param messages where those are that were written, as far as is known
   */
  record Doubt(long from, Spans messages) {}

  /**
   * Counts it. The loop's thread only.
   *
   * @param written where all messages are that were written as a whole to any server
   */
  static Undelivered of(MessageRing ring, Spans written, Spans proven, Doubt doubt) {
    Spans doubtful = doubt.messages;
    doubtful.add(ring.sent(), ring.tail()); // perhaps written before, to connections that were lost
    Spans read = Spans.of(ring.released(), ring.sent());
    Spans waiting = Spans.of(ring.sent(), ring.tail());
    int cut = read.countMessages(ring) - written.countMessages(ring, read);
    int notRepeated = written.countMessages(ring, waiting);
    int unsent = cut + waiting.countMessages(ring) - notRepeated;
    int inDoubt = written.countMessages(ring, doubtful) - proven.countMessages(ring, doubtful);
    return new Undelivered(doubt.from, inDoubt, unsent, cut, notRepeated);
  }
}
