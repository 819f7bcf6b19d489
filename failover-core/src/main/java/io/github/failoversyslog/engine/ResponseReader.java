package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * The input of one connection: passes the server's responses to the session, and notes the receipts
 * among them. Used by the loop's thread only.
 */
final class ResponseReader {
  private static final int READS_PER_TURN = 16;

  private final Connection connection;
  private final Session session;
  private final ReceiptRequester receipts;
  private final ByteBuffer buffer;
  private final LastPoll lastPoll;
  private final LongSupplier clock;
  private long sinceNanos; // what is still unread has arrived after this time
  private boolean drained;

  ResponseReader(
      ConnectAttempt.Opened opened, MessagePump.Shared shared, ReceiptRequester receipts) {
    this.connection = opened.connection();
    this.session = opened.session();
    this.receipts = receipts;
    this.buffer = shared.input();
    this.lastPoll = shared.lastPoll();
    this.clock = shared.clock();
    this.sinceNanos = lastPoll.atNanos();
    this.drained = !connection.mayHaveMore();
  }

  /**
   * Reads what has arrived, or a part of it if that is much.
   *
   * @return whether the stream has ended
   */
  boolean read() throws IOException {
    sinceNanos = drained ? lastPoll.atNanos() : sinceNanos;
    drained = false;
    for (int i = 0; i < READS_PER_TURN; i++) {
      int read = connection.read(buffer.clear());
      receipts.takeAnswers();
      if (read <= 0) {
        drained = !connection.mayHaveMore();
        return read < 0;
      }
      session.received(buffer.flip(), sinceNanos, clock.getAsLong());
    }
    return false;
  }

  /** Whether the last {@link #read} has read all that had arrived. */
  boolean isDrained() {
    return drained;
  }
}
