package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.HalfClose;
import io.github.failoversyslog.session.ReleasePolicy;
import io.github.failoversyslog.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * The output of one connection: fills a batch with whole frames, writes it, and determines whether
 * the connection accepts data. Used by the loop's thread only.
 */
final class BatchWriter {
  private static final int WRITE_AT_ONCE_FRACTION = 16; // from 1/16 of the ring on

  private final Connection connection;
  private final Session session;
  private final ByteBuffer batch; // position to limit: still to be written
  private final MessageRing ring;
  private final Counters counters;
  private final LongSupplier clock;
  private final SentPositions sent;
  private final HalfClose halfClose;
  private long writtenAtNanos; // last successful write
  private long progressAtNanos; // when a blocked connection last accepted data
  private boolean blocked;
  private boolean lastFilled;

  /**
   * @param batch its content is discarded
   * @param halfClose is notified of every write
   */
  BatchWriter(
      ConnectAttempt.Opened opened,
      ByteBuffer batch,
      MessagePump.Shared shared,
      HalfClose halfClose) {
    this.connection = opened.connection();
    this.session = opened.session();
    this.batch = batch.clear().limit(0);
    this.ring = shared.ring();
    this.counters = shared.counters();
    this.clock = shared.clock();
    this.sent = new SentPositions(ring, session, shared.written());
    this.halfClose = halfClose;
  }

  /**
   * Fills the batch with messages from the ring; the last one has to be written.
   *
   * @return whether there is something to write
   */
  boolean fill() {
    batch.clear();
    sent.batchBegins();
    int messages = session.fill(batch, ring, clock.getAsLong());
    counters.sent.add(messages);
    sent.batchFilled(messages);
    batch.flip();
    if (!batch.hasRemaining()) {
      sent.batchWritten(); // of the ring only records without a message were read, if any
    }
    return batch.hasRemaining();
  }

  /** Like {@link #fill}, with what closes the session. */
  boolean fillLast() {
    batch.clear();
    lastFilled = lastFilled || session.finish(batch, ring, clock.getAsLong());
    batch.flip();
    return batch.hasRemaining();
  }

  /** Whether nothing follows this batch. */
  boolean isLastFilled() {
    return lastFilled;
  }

  /** Returns whether the whole batch was written. */
  boolean write() throws IOException {
    int written = connection.write(batch);
    long now = clock.getAsLong();
    noteProgress(written > 0, now);
    if (!blocked) {
      sent.batchWritten();
      session.written(sent.writtenTo(), now);
    }
    return !blocked;
  }

  /** Requests for receipts were written. */
  void requested(long nowNanos) {
    noteProgress(true, nowNanos);
  }

  private void noteProgress(boolean anyWritten, long now) {
    boolean stillBlocked = !isIdle();
    if (anyWritten || !blocked) {
      progressAtNanos = now;
    }
    if (anyWritten) {
      writtenAtNanos = now;
      halfClose.written(now);
    }
    if (stillBlocked != blocked) {
      session.blocked(stillBlocked, now);
      connection.wantWrites(stillBlocked);
      blocked = stillBlocked;
    }
  }

  /**
   * Whether the last batch held messages and reached a position, and few messages follow it.
   *
   * @param sentBefore where the batch began
   * @param tailBefore the position
   */
  boolean hasCaughtUp(long sentBefore, long tailBefore) {
    long readTo = ring.sent();
    long enough = Math.min(batch.capacity(), ring.capacity() / WRITE_AT_ONCE_FRACTION);
    return readTo > sentBefore && readTo >= tailBefore && ring.tail() - readTo < enough;
  }

  /** Whether the last batch is written, so that the next can be filled. */
  boolean isIdle() {
    return !batch.hasRemaining() && connection.isFlushed();
  }

  /** Whether frames are waiting that the connection does not accept. */
  boolean isBlocked() {
    return blocked;
  }

  /**
   * When a blocked connection counts as stalled: after the write timeout without progress; or after
   * half of it, if a receipt request was unanswered for the whole of it, since then the bytes
   * accepted last went no further than our own kernel's send buffer.
   *
   * @param receiptLateAtNanos when the request will have been unanswered for that time
   */
  long stalledAtNanos(long writeTimeoutNanos, long receiptLateAtNanos) {
    if (!blocked) {
      return Long.MAX_VALUE;
    }
    long unansweredAtNanos = Math.max(receiptLateAtNanos, progressAtNanos + writeTimeoutNanos / 2);
    return Math.min(progressAtNanos + writeTimeoutNanos, unansweredAtNanos);
  }

  /**
   * When everything written has arrived at the server, so that an end of stream after that proves
   * it was read; 0 if the end proves nothing or nothing was written.
   */
  long arrivedAtNanos() {
    return session.isProvenByItsEnd() && sent.areAnyWritten()
        ? writtenAtNanos + ReleasePolicy.END_OF_STREAM_NANOS
        : 0;
  }

  /**
   * Closes the connection. Resets it if a frame was cut and the session's framing would not show
   * that.
   */
  void close() {
    boolean midFrame = batch.position() > 0 && batch.hasRemaining();
    try {
      if (midFrame && !session.cutFramesShow()) {
        connection.reset();
      } else {
        connection.close();
      }
    } finally {
      sent.batchCut(batch.position());
    }
  }

  SentPositions sent() {
    return sent;
  }

  /** The batch buffer; free for another connection once this one is closed. */
  ByteBuffer batch() {
    return batch;
  }
}
