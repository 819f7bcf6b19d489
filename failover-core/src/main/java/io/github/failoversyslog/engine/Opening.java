package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.ReadyHandler;
import io.github.failoversyslog.net.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Makes a new connection ready for messages: secures it, says what its session begins with, and
 * waits until the server has answered. Used by the loop's thread only.
 */
final class Opening implements ReadyHandler {
  private static final int GREETING_BYTES = 256;
  private static final int READS_AT_ONCE = 16;

  /** Is told, once, how it ended. */
  interface Outcome {
    void opened();

    /**
     * @param reason in a few words
     */
    void failed(String reason);
  }

  private final Connection connection;
  private final Session session;
  private final LongSupplier clock;
  private final Outcome outcome;
  private final ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
  private final ByteBuffer answer = ByteBuffer.allocate(GREETING_BYTES);
  private boolean secured;
  private boolean over;

  Opening(Connection connection, Session session, LongSupplier clock, Outcome outcome) {
    this.connection = connection;
    this.session = session;
    this.clock = clock;
    this.outcome = outcome;
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
      for (int i = 0; i < READS_AT_ONCE && !over && !session.isOpen() && heard(); i++) {
        session.received(answer.flip(), clock.getAsLong());
      }
      if (!over && session.isOpen()) {
        over = true;
        outcome.opened();
      }
    } catch (IOException e) {
      fail(Reasons.of(e));
    }
  }

  private boolean isSecured() throws IOException {
    secured = secured || connection.handshake();
    return secured;
  }

  private boolean heard() throws IOException {
    int read = connection.read(answer.clear());
    if (read < 0) {
      fail("closed by the server");
    }
    return read > 0;
  }

  /** Ends it for lack of time. */
  void timeOut(long limitMillis) {
    fail(
        (secured ? "no answer to the opening of the session" : "no end of the TLS handshake")
            + " within "
            + limitMillis
            + " ms");
  }

  private void fail(String reason) {
    if (!over) {
      over = true;
      outcome.failed(reason);
    }
  }

  /** Ends it without an outcome. */
  void cancel() {
    over = true;
  }
}
