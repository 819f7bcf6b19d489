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
 * Moves messages from the ring over one connection: has a batch filled with whole frames, writes
 * it, reads what the server sends and has it understood. While it rests it takes no more messages.
 * After {@link #finish} it takes none any more, writes the batch and what is to be said at the end,
 * half-closes, and waits for the end of the server's stream. Used by the loop's thread only.
 */
final class MessagePump {
  private static final int READS_PER_TURN = 16;
  private static final int BATCHES_PER_TURN = 16;
  private static final int ENOUGH_OF_RING = 16; // one part in so many must not wait to gather

  /** Is told that the connection ended, once, unless the pump was closed before. */
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
  private long writtenAtNanos; // when it last took some
  private long progressAtNanos; // when a blocked connection last took bytes
  private boolean blocked;
  private boolean resting;
  private boolean finishing;
  private boolean allSaid;
  private boolean serverEnded; // its stream, or reset the connection
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
    session.begin(ring.sent(), clock.getAsLong());
    this.receipts = new ReceiptRequester(opened, shared);
    connection.attach(this::ready);
  }

  /**
   * What all pumps of a loop have in common.
   *
   * @param input takes what servers send, until it is understood
   * @param written where in the ring all messages are that were written as a whole to any server,
   *     also over a connection that is closed
   * @param refusals of servers, also over connections that are closed
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
   * Writes what there is, as far as the connection takes it. What comes meanwhile is left to
   * gather: a turn for each handful, and a system call if the connection is a stream, would cost
   * more than all the rest.
   *
   * @return whether there is more that is worth writing at once
   */
  boolean pump() {
    try {
      long there = ring.tail();
      for (int i = 0; i < BATCHES_PER_TURN && !over; i++) {
        long before = ring.sent();
        if (isIdle() && !fillBatch()) {
          halfCloseIfFinished();
          return false;
        }
        if (!writeBatch() || hasCaughtUp(before, there)) {
          return false;
        }
      }
      return !over;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  /** Whether the last batch had messages, up to this position, and few have come behind it. */
  private boolean hasCaughtUp(long before, long there) {
    long readTo = ring.sent();
    long enough = Math.min(batch.capacity(), ring.capacity() / ENOUGH_OF_RING);
    return readTo > before && readTo >= there && ring.tail() - readTo < enough;
  }

  private boolean fillBatch() {
    if (resting && !finishing) {
      return false;
    }
    batch.clear();
    long now = clock.getAsLong();
    if (finishing) {
      allSaid = allSaid || session.finish(batch, ring, now);
    } else {
      sent.batchBegins();
      int messages = session.fill(batch, ring, now);
      counters.sent.add(messages);
      sent.batchFilled(messages);
    }
    batch.flip();
    return batch.hasRemaining();
  }

  /** Returns whether all of the batch was written. */
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

  private void noteProgress(boolean some, long now) {
    boolean stillBlocked = !isIdle();
    if (some || !blocked) {
      progressAtNanos = now;
    }
    if (some) {
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
    return !resting && !finishing && isIdle(); // the end of the stream is a receipt, too
  }

  private void receive() {
    try {
      for (int i = 0; i < READS_PER_TURN; i++) {
        int read = connection.read(input.clear());
        receipts.takeAnswers();
        if (read < 0) {
          serverEnded = true;
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

  /**
   * Takes no more messages for now; what is in the batch is still written, so that no frame is cut.
   */
  void rest() {
    resting = true;
    halfClose.restFrom(clock.getAsLong());
  }

  /** Takes messages again. */
  void resume() {
    resting = false;
  }

  /**
   * When so much time has passed since the last write that a {@link #finish} then would prove
   * something; {@link Long#MAX_VALUE} while there is something to write.
   */
  long restedAtNanos() {
    return isIdle() ? halfClose.restedAtNanos() : Long.MAX_VALUE;
  }

  /**
   * Takes no more messages; what is in the batch is still written, and after a rest the server is
   * told that no more will come.
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
    if (!allSaid || halfClose.isDone() || now < halfClose.dueAtNanos()) {
      return;
    }
    receive(); // an end that is there by now does not answer ours
    if (!over) {
      halfClose.done(now);
      connection.shutdownOutput();
    }
  }

  /** When a pump that finishes has to be pumped, whatever else happens. */
  long halfCloseAtNanos() {
    boolean waits = allSaid && isIdle() && !halfClose.isDone();
    return waits ? halfClose.dueAtNanos() : Long.MAX_VALUE;
  }

  /** Whether every frame was written and the server was told that no more will come. */
  boolean isHalfClosed() {
    return halfClose.isDone();
  }

  /** Whether it ended after the half-close, and neither with the server's stream nor by a reset. */
  boolean isHalfCloseUnanswered() {
    return halfClose.isDone() && !serverEnded;
  }

  /** Whether this end of it proves that the server has read everything. */
  boolean isAllRead(Loss loss) {
    return halfClose.isProof(loss, clock.getAsLong());
  }

  /** Whether a message that comes now could be written at once. */
  boolean takesMessages() {
    return !blocked && !resting && session.takesMessages();
  }

  /** Whether nothing but answers of the server keeps messages from being written. */
  boolean awaitsAnswers() {
    return !blocked && !finishing && !session.takesMessages();
  }

  /** Whether frames are waiting that the connection does not take. */
  boolean isBlocked() {
    return blocked;
  }

  /** Whether the ring could be read on: nothing is left of the last batch. */
  boolean isIdle() {
    return !batch.hasRemaining() && connection.isFlushed();
  }

  /**
   * When the server will have been silent for too long, as things are, or the connection has
   * something to do; {@link Long#MAX_VALUE} if neither will be.
   *
   * @param writeTimeoutNanos how long a connection may take no bytes while some wait
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
   * A connection that has taken no bytes for half of the time need not wait for the other half if
   * its server has not answered either for the whole of it: bytes were taken by our own kernel.
   */
  private long stalledAtNanos(long writeTimeoutNanos) {
    if (!blocked) {
      return Long.MAX_VALUE;
    }
    long unansweredAtNanos =
        Math.max(receipts.lateAtNanos(), progressAtNanos + writeTimeoutNanos / 2);
    return Math.min(progressAtNanos + writeTimeoutNanos, unansweredAtNanos);
  }

  /** Ends a connection whose server has been silent for too long; asks for receipts. */
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

  /** Returns whether the answer to a request for a receipt is overdue and this was not told. */
  boolean tellOverdueReceipt(long nowNanos) {
    return receipts.tellOverdue(nowNanos);
  }

  /** A read or a write failed. */
  private void failed(IOException e) {
    serverEnded = Reasons.isReset(e);
    end(Loss.BROKEN, Reasons.of(e));
  }

  /** Ends the connection for a reason that it does not know itself. */
  void end(Loss loss, String reason) {
    if (!over) {
      receipts.takeAnswers();
      if (!finishing) {
        receipts.ended(clock.getAsLong());
      }
      close();
      listener.ended(this, loss, reason);
    }
  }

  /**
   * Closes at once and reports nothing. A frame that was written in part must not look like a whole
   * one.
   */
  void close() {
    over = true;
    sent.batchCut(batch.position());
    boolean inTheMiddle = batch.position() > 0 && batch.hasRemaining();
    if (inTheMiddle && !session.cutFramesShow()) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  /** When what was written will have arrived, and an end that comes then says that it was read. */
  long arrivedAtNanos() {
    return session.isProvenByItsEnd() && sent.areAnyWritten()
        ? writtenAtNanos + ReleasePolicy.END_OF_STREAM_NANOS
        : 0;
  }

  /** What was sent over the connection. */
  SentPositions sent() {
    return sent;
  }

  /** What is said over the connection. */
  Session session() {
    return session;
  }

  long generation() {
    return generation;
  }

  /** To be used again once this pump is closed. */
  ByteBuffer batch() {
    return batch;
  }
}
