package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Spans;

/**
 * The messages left in the ring after all connections have ended.
 *
 * @param inDoubtFrom position of the first message that a server may not have
 * @param inDoubt messages written as a whole to a server that may not have been read
 * @param unsent messages that no server can have
 * @param cut those of {@code unsent} that were in a batch and therefore counted as sent
 * @param notRepeated messages that were to be written again, but were not
 */
record Undelivered(long inDoubtFrom, int inDoubt, int unsent, int cut, int notRepeated) {

  /**
   * The messages written to open connections that may not have been read.
   *
   * @param from position of the first message that a server may not have
   * @param messages positions of the written ones, as far as known
   */
  record Doubt(long from, Spans messages) {}

  /**
   * Counts them. Loop's thread only.
   *
   * @param written positions of all messages written as a whole to any server
   */
  static Undelivered of(MessageRing ring, Spans written, Spans proven, Doubt doubt) {
    Spans doubtful = doubt.messages;
    doubtful.add(ring.sent(), ring.tail()); // may have been written to connections lost since
    Spans read = Spans.of(ring.released(), ring.sent());
    Spans waiting = Spans.of(ring.sent(), ring.tail());
    int cut = read.countMessages(ring) - written.countMessages(ring, read);
    int notRepeated = written.countMessages(ring, waiting);
    int unsent = cut + waiting.countMessages(ring) - notRepeated;
    int inDoubt = written.countMessages(ring, doubtful) - proven.countMessages(ring, doubtful);
    return new Undelivered(doubt.from, inDoubt, unsent, cut, notRepeated);
  }
}
