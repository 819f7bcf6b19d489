package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.NetTexts;
import io.github.failoversyslog.net.ReadyHandler;
import io.github.failoversyslog.net.Reasons;
import io.github.failoversyslog.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes a new connection ready for messages: performs the TLS handshake, writes the session's
 * opening, waits for the response, and watches the connection until it is used. Used by the loop's
 * thread only.
 */
final class SessionOpening implements ReadyHandler {
  private static final int GREETING_BYTES = 256;
  private static final int READS_AT_ONCE = 16;

  /** Receives the outcome: the connection is ready, or it failed, before or after that. */
  interface OpenListener {
    void opened();

    /**
     * Nothing is reported after this.
     *
     * @param reason short, for a status line
     */
    void failed(String reason);
  }

  private final Connection connection;
  private final Session session;
  private final boolean makeBeforeBreak;
  private final long deadlineNanos;
  private final LongSupplier clock;
  private final OpenListener listener;
  private final ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
  private final ByteBuffer answer = ByteBuffer.allocate(GREETING_BYTES);
  private boolean secured;
  private long acceptedAtNanos = Long.MAX_VALUE;
  private boolean opened;
  private boolean over;

  /**
   * @param makeBeforeBreak whether to wait in case the server still rejects us after the TLS
   *     handshake, because this connection replaces a working one
   * @param deadlineNanos the latest end of the opening
   */
  SessionOpening(
      Connection connection,
      Session session,
      boolean makeBeforeBreak,
      long deadlineNanos,
      LongSupplier clock,
      OpenListener listener) {
    this.connection = connection;
    this.session = session;
    this.makeBeforeBreak = makeBeforeBreak;
    this.deadlineNanos = deadlineNanos;
    this.clock = clock;
    this.listener = listener;
  }

  /** The outcome may be reported before this returns. */
  void start() {
    session.greet(greeting);
    greeting.flip();
    connection.attach(this);
    ready();
  }

  @Override
  public void ready() {
    try {
      if (over || !isSecured()) {
        return;
      }
      if (greeting.hasRemaining() || !connection.isFlushed()) {
        connection.write(greeting);
        connection.wantWrites(greeting.hasRemaining() || !connection.isFlushed());
      }
      for (int i = 0; i < READS_AT_ONCE && !over && isAnswerWanted() && readAnswer(); i++) {
        long nowNanos = clock.getAsLong();
        session.received(answer.flip(), nowNanos, nowNanos); // evidence for nothing yet
      }
      if (!over && !opened && isComplete()) {
        opened = true;
        listener.opened();
      }
    } catch (IOException e) {
      ended(Reasons.of(e));
    }
  }

  private boolean isSecured() throws IOException {
    if (!secured && connection.handshake()) {
      secured = true;
      acceptedAtNanos = Math.min(clock.getAsLong() + Connection.REJECTION_NANOS, deadlineNanos);
    }
    return secured;
  }

  private boolean isAnswerWanted() {
    return opened || !session.isOpen() || (makeBeforeBreak && connection.mayBeRejected());
  }

  private boolean isComplete() {
    return session.isOpen() && (!isAnswerWanted() || clock.getAsLong() >= acceptedAtNanos);
  }

  private boolean readAnswer() throws IOException {
    int read = connection.read(answer.clear());
    if (read < 0) {
      ended(NetTexts.closedByServer());
    }
    return read > 0;
  }

  private void ended(String reason) {
    boolean wasRejected = secured && !opened && session.isOpen();
    fail(wasRejected ? EngineTexts.rejectedAfterHandshake(reason) : reason);
  }

  /** When {@link #checkDeadline} has something to do. */
  long wakeAtNanos() {
    if (opened) {
      return Long.MAX_VALUE;
    }
    boolean silent = secured && session.isOpen();
    return silent ? Math.min(acceptedAtNanos, deadlineNanos) : deadlineNanos;
  }

  /**
   * Handles a deadline that has passed.
   *
   * @param connectTimeout the timeout behind the deadline, for the reason's text
   */
  void checkDeadline(long nowNanos, Duration connectTimeout) {
    if (nowNanos >= wakeAtNanos()) {
      ready(); // data that has just arrived still counts
    }
    if (nowNanos >= deadlineNanos && !opened) {
      fail(
          secured
              ? EngineTexts.openTimeout(connectTimeout)
              : EngineTexts.handshakeTimeout(connectTimeout));
    }
  }

  private void fail(String reason) {
    if (!over) {
      over = true;
      listener.failed(reason);
    }
  }

  /** Cancels the opening; the listener is no longer called. */
  void cancel() {
    over = true;
  }
}
