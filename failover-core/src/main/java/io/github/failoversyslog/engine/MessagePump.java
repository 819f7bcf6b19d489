package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.NetTexts;
import io.github.failoversyslog.net.Reasons;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.HalfClose;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides what is done with one connection and when: writes messages from the ring in batches,
 * reads the server's responses, requests receipts, and ends the connection of a server that exceeds
 * a timeout. While it rests it takes no messages from the ring. After {@link #finish} it takes none
 * at all: it writes the batch and the session's closing frames, half-closes, and waits for the
 * server to close its side. Used by the loop's thread only.
 */
final class MessagePump {
  private static final int BATCHES_PER_TURN = 16;

  /** Receives the end of the connection, once, unless the pump was closed before. */
  interface EndListener {
    void ended(MessagePump pump, Loss loss, String reason);
  }

  private final long generation;
  private final Connection connection;
  private final Session session;
  private final MessageRing ring;
  private final LongSupplier clock;
  private final EndListener listener;
  private final HalfClose halfClose;
  private final BatchWriter output;
  private final ReceiptRequester receipts;
  private final ResponseReader input;
  private final long madeAtNanos;
  private boolean resting;
  private boolean finishing;
  private boolean endedByServer; // closed by the server, or reset
  private boolean endedOverReceipts;
  private boolean over;

  MessagePump(ConnectAttempt.Opened opened, ByteBuffer batch, Shared shared, EndListener listener) {
    this.generation = opened.generation();
    this.connection = opened.connection();
    this.session = opened.session();
    this.ring = shared.ring;
    this.clock = shared.clock;
    this.listener = listener;
    this.halfClose = new HalfClose(session.isProvenByItsEnd(), connection.roundTripNanos());
    this.output = new BatchWriter(opened, batch, shared, halfClose);
    this.madeAtNanos = clock.getAsLong();
    session.begin(ring.sent(), madeAtNanos);
    this.receipts = new ReceiptRequester(opened, shared);
    this.input = new ResponseReader(opened, shared, receipts);
    connection.attach(this::ready);
  }

  /**
   * What all pumps of a loop share.
   *
   * @param input read buffer for the servers' responses
   * @param lastPoll of all connections
   * @param written where in the ring all messages are that were written as a whole to any server,
   *     also over connections since closed
   * @param refusals of receipt requests by servers, also over connections since closed
   */
  record Shared(
      ByteBuffer input,
      MessageRing ring,
      Counters counters,
      LongSupplier clock,
      LastPoll lastPoll,
      Spans written,
      ReceiptRefusals refusals) {}

  private void ready() {
    receive();
    if (!over && (output.isBlocked() || finishing)) {
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
        if (!writeBatch() || output.hasCaughtUp(sentBefore, tailBefore)) {
          return false;
        }
      }
      return !over;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private boolean fillBatch() {
    if (finishing) {
      return output.fillLast();
    }
    return !resting && output.fill();
  }

  /** Returns whether the whole batch was written, and a request for a receipt if it was due. */
  private boolean writeBatch() throws IOException {
    if (output.write()) {
      askForReceipts(clock.getAsLong());
    }
    return !output.isBlocked();
  }

  private void askForReceipts(long now) throws IOException {
    if (mayAskForReceipts() && receipts.ask(sent().writtenTo(), now)) {
      output.requested(clock.getAsLong()); // not now: the process may have been suspended since
    }
  }

  private boolean mayAskForReceipts() {
    return !resting && !finishing && isIdle(); // finishing: the end of stream is the receipt
  }

  private void receive() {
    try {
      if (input.read()) {
        endedByServer = true;
        end(Loss.END_OF_STREAM, NetTexts.closedByServer());
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
   * When the rest is over, so that another connection may replace this one; {@link Long#MAX_VALUE}
   * while the batch is not yet written.
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
    if (!output.isLastFilled() || halfClose.isDone() || now < halfClose.dueAtNanos()) {
      return;
    }
    connection.beginTurn();
    receive(); // an end of stream that has arrived already is no answer to ours
    if (!over && input.isDrained()) { // else it may be behind what is still to be read
      halfClose.begins(now);
      connection.shutdownOutput();
      halfClose.done(clock.getAsLong()); // not now: the process may have been suspended since
    }
  }

  /** When {@link #pump} has to be called for the half-close; {@link Long#MAX_VALUE} if not. */
  long halfCloseAtNanos() {
    boolean waits = output.isLastFilled() && isIdle() && !halfClose.isDone();
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

  /**
   * Whether this end of the connection proves that the server has read everything.
   *
   * @param openAtNanos the connection had not ended at this time
   */
  boolean isAllRead(Loss loss, long openAtNanos) {
    return halfClose.isProof(loss, openAtNanos);
  }

  /**
   * When the connection has to be polled, so that a later end of stream proves that everything was
   * read; {@link Long#MAX_VALUE} if that changes nothing.
   *
   * @param polledAtNanos when it was last polled
   */
  long lookAgainAtNanos(long polledAtNanos) {
    long at = halfClose.provesFromNanos();
    return polledAtNanos < at ? at : Long.MAX_VALUE;
  }

  /** Whether a new message could be written at once. */
  boolean takesMessages() {
    return !isBlocked() && !resting && session.takesMessages();
  }

  /** Whether messages wait only for responses of the server. */
  boolean awaitsAnswers() {
    return !isBlocked() && !finishing && !session.takesMessages();
  }

  /** Whether frames are waiting that the connection does not accept. */
  boolean isBlocked() {
    return output.isBlocked();
  }

  /** Whether the last batch is written, so that the next can be filled. */
  boolean isIdle() {
    return output.isIdle();
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
      receiptAtNanos = Math.min(receiptAtNanos, receipts.dueAtNanos(sent().writtenTo()));
    }
    return Math.min(Math.min(silentAtNanos, receiptAtNanos), connection.wakeAtNanos());
  }

  private long stalledAtNanos(long writeTimeoutNanos) {
    return output.stalledAtNanos(writeTimeoutNanos, receipts.lateAtNanos());
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

  /** Closes at once without notifying the listener. */
  void close() {
    over = true;
    output.close();
  }

  /**
   * When everything written has arrived at the server, so that an end of stream after that proves
   * it was read; 0 if the end proves nothing or nothing was written.
   */
  long arrivedAtNanos() {
    return output.arrivedAtNanos();
  }

  SentPositions sent() {
    return output.sent();
  }

  Session session() {
    return session;
  }

  long generation() {
    return generation;
  }

  /** The batch buffer; free for another pump once this one is closed. */
  ByteBuffer batch() {
    return output.batch();
  }
}
