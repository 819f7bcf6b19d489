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
 * Makes a new connection ready for messages: secures it, says what its session begins with, waits
 * until the server has answered, and sees whether the connection lives until somebody else takes
 * care of it. Used by the loop's thread only.
 */
final class SessionOpening implements ReadyHandler {
  private static final int GREETING_BYTES = 256;
  private static final int READS_AT_ONCE = 16;

  /** Enough for a server that is far away to look at a certificate. */
  private static final long REJECTION_NANOS = Duration.ofSeconds(1).toNanos();

  /** Is told that the connection is ready, and that it is not any more or never will be. */
  interface OpenListener {
    void opened();

    /**
     * After that nothing more is told.
     *
     * @param reason in a few words
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
   * @param makeBeforeBreak whether a server that may still reject us is given time to do so,
   *     because another one is left for it
   * @param deadlineNanos when it has to be over
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
      for (int i = 0; i < READS_AT_ONCE && !over && isAnswerWanted() && heard(); i++) {
        session.received(answer.flip(), clock.getAsLong());
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
      acceptedAtNanos = Math.min(clock.getAsLong() + REJECTION_NANOS, deadlineNanos);
    }
    return secured;
  }

  private boolean isAnswerWanted() {
    return opened || !session.isOpen() || (makeBeforeBreak && connection.mayBeRejected());
  }

  private boolean isComplete() {
    return session.isOpen() && (!isAnswerWanted() || clock.getAsLong() >= acceptedAtNanos);
  }

  private boolean heard() throws IOException {
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
   * Does what is due.
   *
   * @param connectTimeout that the deadline is made of
   */
  void checkDeadline(long nowNanos, Duration connectTimeout) {
    if (nowNanos >= wakeAtNanos()) {
      ready(); // what has just come counts
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

  /** Ends it without an listener. */
  void cancel() {
    over = true;
  }
}
