package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;

/**
 * Tracks which messages of the ring one connection was given and has written, and which of them are
 * proven to be read or in doubt. Used by the loop's thread only.
 */
final class SentPositions {
  private final MessageRing ring;
  private final Session session;
  private final Spans written;
  private long writtenTo; // everything before this position of the ring has been written
  private long earliest = Long.MAX_VALUE; // position of the first message of this connection
  private long batchStart; // position of the first message still to be written
  private long batchEnd; // what writtenTo will be once the batch is written
  private long provenTo; // of the session, at the last call of addProven

  /**
   * @param written positions of the messages that were written as a whole to any server; added to
   *     here
   */
  SentPositions(MessageRing ring, Session session, Spans written) {
    this.ring = ring;
    this.session = session;
    this.written = written;
    this.writtenTo = ring.sent();
    this.batchStart = ring.sent();
    this.batchEnd = ring.sent();
  }

  /** A new batch is about to be filled; the previous one was written. */
  void batchBegins() {
    writtenTo = ring.sent();
    batchStart = writtenTo;
  }

  /**
   * @param messages number read from the ring since {@link #batchBegins}
   */
  void batchFilled(int messages) {
    batchEnd = ring.sent();
    if (messages > 0) {
      earliest = Math.min(earliest, writtenTo);
    }
  }

  /** The whole batch was written. */
  void batchWritten() {
    noteWritten(batchEnd);
    writtenTo = Math.min(batchEnd, ring.sent()); // the ring may have been rewound since
  }

  /** The connection was closed after this many bytes of the batch were written. */
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

  /** Whether any messages were written, as far as is known since the last rewind. */
  boolean areAnyWritten() {
    return writtenTo > earliest;
  }

  /**
   * The position of the first message of this connection that has to be sent again after the given
   * end; {@link Long#MAX_VALUE} if there is none.
   *
   * @param endedAfterNanos the connection was still open at this time
   */
  long resendFrom(Loss loss, long endedAfterNanos) {
    long from = Math.max(earliest, session.resendFrom(loss, endedAfterNanos));
    return from < batchEnd ? from : Long.MAX_VALUE;
  }

  /** Adds the positions of the messages that would be in doubt if the connection ended now. */
  void addInDoubt(Spans spans, long nowNanos) {
    spans.add(resendFrom(Loss.BROKEN, nowNanos), batchEnd);
  }

  /** Adds the messages newly proven to be read by receipts. */
  void addProven(ProvenMessages proven) {
    long to = session.provenTo();
    if (to > provenTo) {
      proven.add(Math.max(earliest, provenTo), to, session.takeRejected());
      provenTo = to;
    }
  }

  /**
   * Adds the messages proven to be read when the server has closed its side after our half-close.
   */
  void addProvenByEnd(ProvenMessages proven) {
    addProven(proven);
    if (session.isProvenByItsEnd()) {
      proven.add(earliest, batchEnd, Session.NOTHING);
    }
  }

  /** The ring was rewound to this position. */
  void rewound(long position) {
    session.rewound(position);
    provenTo = Math.min(provenTo, position);
  }
}
