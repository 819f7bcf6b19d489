package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The RELP behavior of a {@link SyslogTestServer}: normal, or set by the test. Thread-safe; a
 * change applies to every frame read after its method has returned.
 */
public final class RelpService implements FrameParser.Factory {
  private final List<RelpServerSession> sessions = new CopyOnWriteArrayList<>();
  private volatile RelpResponder responder = RelpResponder.normally();
  private volatile boolean holding;

  /** Answers this way from now on. */
  public void answer(RelpResponder newResponder) {
    responder = newResponder;
  }

  /**
   * Holds all answers until {@link #release}, including those to {@code open} and {@code close}.
   */
  public void hold() {
    holding = true;
  }

  /** Sends the held answers and stops holding. */
  public void release() {
    holding = false;
    sessions.forEach(RelpServerSession::release);
  }

  /** The number of held answers, including empty ones. */
  public int held() {
    return sessions.stream().mapToInt(RelpServerSession::held).sum();
  }

  /** The number of sessions closed by a {@code close} frame. */
  public int closes() {
    return (int) sessions.stream().filter(RelpServerSession::isClosed).count();
  }

  RelpResponder responder() {
    return responder;
  }

  boolean isHolding() {
    return holding;
  }

  @Override
  public FrameParser create(ServerConnection connection) {
    RelpServerSession session =
        new RelpServerSession(connection.number(), this, outputOf(connection));
    sessions.add(session);
    return session;
  }

  private static RelpServerSession.Output outputOf(ServerConnection connection) {
    return (text, last) -> {
      try {
        connection.send(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        if (last) {
          connection.finish();
        }
      } catch (IOException e) {
        // the client has disconnected; the next read will show it
      }
    };
  }
}
