package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.NetTexts;
import io.github.failoversyslog.net.Reasons;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.HalfClose;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReleasePolicy;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Writes messages from the ring to one connection: has its session fill a batch with whole frames,
 * writes the batch, and passes the server's responses to the session. While it rests it takes no
 * messages from the ring. After {@link #finish} it takes none at all: it writes the batch and the
 * session's closing frames, half-closes, and waits for the server to close its side. Used by the
 * loop's thread only.
 */
final class MessagePump {
  private static final int READS_PER_TURN = 16;
  private static final int BATCHES_PER_TURN = 16;
  private static final int WRITE_AT_ONCE_FRACTION = 16; // from 1/16 of the ring on

  /** Receives the end of the connection, once, unless the pump was closed before. */
  interface EndListener {
    void ended(MessagePump pump, Loss loss, String reason);
  }

  private final long generation;
  private final Connection connection;
  private final Session session;
  private final ByteBuffer batch; // position to limit: still to be written
  private final ByteBuffer input;
  private final MessageRing ring;
  private final Counters counters;
  private final LongSupplier clock;
  private final SentPositions sent;
  private final EndListener listener;
  private final HalfClose halfClose;
  private final ReceiptRequester receipts;
  private final long madeAtNanos;
  private long writtenAtNanos; // last successful write
  private long progressAtNanos; // when a blocked connection last accepted data
  private boolean blocked;
  private boolean resting;
  private boolean finishing;
  private boolean closingWritten;
  private boolean endedByServer; // closed by the server, or reset
  private boolean endedOverReceipts;
  private boolean over;

  MessagePump(ConnectAttempt.Opened opened, ByteBuffer batch, Shared shared, EndListener listener) {
    this.generation = opened.generation();
    this.connection = opened.connection();
    this.session = opened.session();
    this.batch = batch.clear().limit(0);
    this.input = shared.input;
    this.ring = shared.ring;
    this.counters = shared.counters;
    this.clock = shared.clock;
    this.sent = new SentPositions(ring, session, shared.written);
    this.listener = listener;
    this.halfClose = new HalfClose(session.isProvenByItsEnd(), connection.roundTripNanos());
    this.madeAtNanos = clock.getAsLong();
    session.begin(ring.sent(), madeAtNanos);
    this.receipts = new ReceiptRequester(opened, shared);
    connection.attach(this::ready);
  }

  /**
   * What all pumps of a loop share.
   *
   * @param input read buffer for the servers' responses
   * @param written where in the ring all messages are that were written as a whole to any server,
   *     also over connections since closed
   * @param refusals of receipt requests by servers, also over connections since closed
   */
  record Shared(
      ByteBuffer input,
      MessageRing ring,
      Counters counters,
      LongSupplier clock,
      Spans written,
      ReceiptRefusals refusals) {}

  private void ready() {
    receive();
    if (!over && (blocked || finishing)) {
      pump();
    }
  }

  /**
   * Writes waiting messages as far as the connection accepts them. Messages that arrive during the
   * call, if few, are left for a later one, so that they form a larger batch: a turn, and on a
   * stream a system call, for a handful of messages would cost more than all other work on them.
   *
   * @return whether more can be written at once
   */
  boolean pump() {
    try {
      long tailBefore = ring.tail();
      for (int i = 0; i < BATCHES_PER_TURN && !over; i++) {
        long sentBefore = ring.sent();
        if (isIdle() && !fillBatch()) {
          halfCloseIfFinished();
          return false;
        }
        if (!writeBatch() || hasCaughtUp(sentBefore, tailBefore)) {
          return false;
        }
      }
      return !over;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  /**
   * Whether the last batch held messages and reached this position, and few messages follow it.
   *
   * @param sentBefore where the batch began
   * @param tailBefore the tail when the call of {@link #pump} began
   */
  private boolean hasCaughtUp(long sentBefore, long tailBefore) {
    long readTo = ring.sent();
    long enough = Math.min(batch.capacity(), ring.capacity() / WRITE_AT_ONCE_FRACTION);
    return readTo > sentBefore && readTo >= tailBefore && ring.tail() - readTo < enough;
  }

  private boolean fillBatch() {
    if (resting && !finishing) {
      return false;
    }
    batch.clear();
    long now = clock.getAsLong();
    if (finishing) {
      closingWritten = closingWritten || session.finish(batch, ring, now);
    } else {
      sent.batchBegins();
      int messages = session.fill(batch, ring, now);
      counters.sent.add(messages);
      sent.batchFilled(messages);
    }
    batch.flip();
    return batch.hasRemaining();
  }

  /** Returns whether the whole batch was written. */
  private boolean writeBatch() throws IOException {
    int written = connection.write(batch);
    long now = clock.getAsLong();
    noteProgress(written > 0, now);
    if (!blocked) {
      sent.batchWritten();
      session.written(sent.writtenTo(), now);
      askForReceipts(now);
    }
    return !blocked;
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

  private void askForReceipts(long now) throws IOException {
    if (mayAskForReceipts() && receipts.ask(sent.writtenTo(), now)) {
      noteProgress(true, now);
    }
  }

  private boolean mayAskForReceipts() {
    return !resting && !finishing && isIdle(); // finishing: the end of stream is the receipt
  }

  private void receive() {
    try {
      for (int i = 0; i < READS_PER_TURN; i++) {
        int read = connection.read(input.clear());
        receipts.takeAnswers();
        if (read < 0) {
          endedByServer = true;
          end(Loss.END_OF_STREAM, NetTexts.closedByServer());
          return;
        }
        if (read == 0) {
          return;
        }
        session.received(input.flip(), clock.getAsLong());
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Takes no messages for now; the batch is still written, so that no frame is cut. */
  void rest() {
    resting = true;
    halfClose.restFrom(clock.getAsLong());
  }

  /** Ends the rest. */
  void resume() {
    resting = false;
  }

  /**
   * When the rest has been long enough for the end after a {@link #finish} to prove that everything
   * was read; {@link Long#MAX_VALUE} while the batch is not yet written.
   */
  long restedAtNanos() {
    return isIdle() ? halfClose.restedAtNanos() : Long.MAX_VALUE;
  }

  /**
   * Takes no more messages; the batch is still written, and after a rest the connection is
   * half-closed.
   *
   * @param restUntilNanos the latest end of the rest
   */
  void finish(long restUntilNanos) {
    finishing = true;
    halfClose.notLaterThan(restUntilNanos);
    pump();
  }

  private void halfCloseIfFinished() throws IOException {
    long now = clock.getAsLong();
    if (!closingWritten || halfClose.isDone() || now < halfClose.dueAtNanos()) {
      return;
    }
    receive(); // an end of stream that has arrived already is no answer to ours
    if (!over) {
      halfClose.done(now);
      connection.shutdownOutput();
    }
  }

  /** When {@link #pump} has to be called for the half-close; {@link Long#MAX_VALUE} if not. */
  long halfCloseAtNanos() {
    boolean waits = closingWritten && isIdle() && !halfClose.isDone();
    return waits ? halfClose.dueAtNanos() : Long.MAX_VALUE;
  }

  /**
   * Whether the connection ended after the half-close, but neither by the server's end of stream
   * nor by a reset.
   */
  boolean isHalfCloseUnanswered() {
    return halfClose.isDone() && !endedByServer;
  }

  /** Whether the connection ended, and the requests for receipts may be the reason. */
  boolean isEndedOverReceipts() {
    return endedOverReceipts;
  }

  long madeAtNanos() {
    return madeAtNanos;
  }

  /** Whether this end of the connection proves that the server has read everything. */
  boolean isAllRead(Loss loss) {
    return halfClose.isProof(loss, clock.getAsLong());
  }

  /** Whether a new message could be written at once. */
  boolean takesMessages() {
    return !blocked && !resting && session.takesMessages();
  }

  /** Whether messages wait only for responses of the server. */
  boolean awaitsAnswers() {
    return !blocked && !finishing && !session.takesMessages();
  }

  /** Whether frames are waiting that the connection does not accept. */
  boolean isBlocked() {
    return blocked;
  }

  /** Whether the last batch is written, so that the next can be filled. */
  boolean isIdle() {
    return !batch.hasRemaining() && connection.isFlushed();
  }

  /**
   * When {@link #checkDeadline} has something to do; {@link Long#MAX_VALUE} if nothing is pending.
   *
   * @param writeTimeoutNanos how long a connection may accept no data while some is waiting
   */
  long wakeAtNanos(long writeTimeoutNanos) {
    long silentAtNanos = Math.min(stalledAtNanos(writeTimeoutNanos), session.silentAtNanos());
    long receiptAtNanos = receipts.overdueAtNanos();
    if (mayAskForReceipts()) {
      receiptAtNanos = Math.min(receiptAtNanos, receipts.dueAtNanos(sent.writtenTo()));
    }
    return Math.min(Math.min(silentAtNanos, receiptAtNanos), connection.wakeAtNanos());
  }

  /**
   * When a blocked connection counts as stalled: after the write timeout without progress; or after
   * half of it, if a receipt request was unanswered for the whole of it, since then the bytes
   * accepted last went no further than our own kernel's send buffer.
   */
  private long stalledAtNanos(long writeTimeoutNanos) {
    if (!blocked) {
      return Long.MAX_VALUE;
    }
    long unansweredAtNanos =
        Math.max(receipts.lateAtNanos(), progressAtNanos + writeTimeoutNanos / 2);
    return Math.min(progressAtNanos + writeTimeoutNanos, unansweredAtNanos);
  }

  /** Ends a connection whose server exceeds a timeout; requests receipts that are due. */
  void checkDeadline(long writeTimeoutNanos, long nowNanos) {
    connection.checkDeadline(nowNanos);
    if (nowNanos >= stalledAtNanos(writeTimeoutNanos)) {
      end(Loss.BROKEN, EngineTexts.writeTimeout(Duration.ofNanos(writeTimeoutNanos)));
    } else if (nowNanos >= session.silentAtNanos()) {
      end(Loss.BROKEN, session.silence());
    } else {
      try {
        askForReceipts(nowNanos);
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** Returns whether a receipt is overdue; true once for each. */
  boolean tellOverdueReceipt(long nowNanos) {
    return receipts.tellOverdue(nowNanos);
  }

  private void failed(IOException e) {
    endedByServer = Reasons.isReset(e);
    end(Loss.BROKEN, Reasons.of(e));
  }

  /**
   * Closes the connection for the given reason and notifies the listener; does nothing a second
   * time.
   */
  void end(Loss loss, String reason) {
    if (!over) {
      receipts.takeAnswers();
      if (!halfClose.isDone()) { // otherwise the end answers the half-close
        endedOverReceipts = receipts.ended(clock.getAsLong());
      }
      close();
      listener.ended(this, loss, reason);
    }
  }

  /**
   * Closes at once without notifying the listener. Resets the connection if a frame was cut and the
   * session's framing would not show that.
   */
  void close() {
    over = true;
    boolean midFrame = batch.position() > 0 && batch.hasRemaining();
    if (midFrame && !session.cutFramesShow()) {
      connection.reset();
    } else {
      connection.close();
    }
    sent.batchCut(batch.position());
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

  SentPositions sent() {
    return sent;
  }

  Session session() {
    return session;
  }

  long generation() {
    return generation;
  }

  /** The batch buffer; free for another pump once this one is closed. */
  ByteBuffer batch() {
    return batch;
  }
}
