package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;

/**
 * Knows which messages of the ring one connection was given and has written, and which of them are
 * proven to be read or in doubt. Used by the loop's thread only.
 */
final class SentPositions {
  private final MessageRing ring;
  private final Session session;
  private final Spans written;
  private long writtenTo; // everything before this position of the ring has been written
  private long earliest = Long.MAX_VALUE; // of all messages that the connection was given
  private long batchStart; // of the messages in the batch that are still to be written
  private long batchEnd; // what writtenTo will be once the batch is written
  private long provenTo; // as it was when last asked for

  /**
   * @param written where messages are that were written as a whole to any server; is added to
   */
  SentPositions(MessageRing ring, Session session, Spans written) {
    this.ring = ring;
    this.session = session;
    this.written = written;
    this.writtenTo = ring.sent();
    this.batchStart = ring.sent();
    this.batchEnd = ring.sent();
  }

  /** Messages are read from the ring for a batch: all before them was written. */
  void batchBegins() {
    writtenTo = ring.sent();
    batchStart = writtenTo;
  }

  /**
   * @param messages that were read from the ring since {@link #batchBegins}
   */
  void batchFilled(int messages) {
    batchEnd = ring.sent();
    if (messages > 0) {
      earliest = Math.min(earliest, writtenTo);
    }
  }

  /** All of the batch was written. */
  void batchWritten() {
    noteWritten(batchEnd);
    writtenTo = Math.min(batchEnd, ring.sent()); // the reader may have gone back since
  }

  /** The connection is closed, and of the batch these bytes were written. */
  void batchCut(int bytes) {
    if (batchStart < batchEnd) {
      noteWritten(session.firstCut(bytes, batchEnd));
    }
  }

  private void noteWritten(long position) {
    written.add(batchStart, position);
    batchStart = batchEnd;
  }

  /** Everything before this position of the ring has been written. */
  long writtenTo() {
    return Math.min(writtenTo, ring.sent());
  }

  /** Whether messages were written, as far as is known since the reader went back. */
  boolean areAnyWritten() {
    return writtenTo > earliest;
  }

  /**
   * The position of the first message that has to be sent again after this end of the connection;
   * beyond all that was sent if there is none. What went to earlier and later connections is none
   * of this one's.
   *
   * @param endedAfterNanos it had not ended by then
   */
  long resendFrom(Loss loss, long endedAfterNanos) {
    long from = Math.max(earliest, session.resendFrom(loss, endedAfterNanos));
    return from < batchEnd ? from : Long.MAX_VALUE;
  }

  /**
   * Adds where the messages are of which it is in doubt whether the server has them, were the
   * connection to end now.
   */
  void addInDoubt(Spans spans, long nowNanos) {
    spans.add(resendFrom(Loss.BROKEN, nowNanos), batchEnd);
  }

  /** Adds where the messages are that receipts prove to be read, if they are not there yet. */
  void addProven(Spans spans) {
    long to = session.provenTo();
    if (to > provenTo) {
      spans.add(Math.max(earliest, provenTo), to);
      provenTo = to;
    }
  }

  /** The same, now that the server has ended its side after we had ended ours. */
  void addProvenByEnd(Spans spans) {
    addProven(spans);
    if (session.isProvenByItsEnd()) {
      spans.add(earliest, batchEnd);
    }
  }

  /** The reader went back to this position. */
  void rewound(long position) {
    session.rewound(position);
    provenTo = Math.min(provenTo, position);
  }
}
