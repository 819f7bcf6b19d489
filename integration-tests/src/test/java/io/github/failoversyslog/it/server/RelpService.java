package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * RELP as a {@link SyslogTestServer} speaks it: normally, or as the test says. Any thread; an
 * instruction is in force for every frame that is read after its method has returned.
 */
public final class RelpService implements FrameParser.Factory {
  private final List<RelpServerSession> sessions = new CopyOnWriteArrayList<>();
  private volatile RelpAnswering answering = RelpAnswering.normally();
  private volatile boolean holding;

  /** Answers like this from now on. */
  public void answer(RelpAnswering newAnswering) {
    answering = newAnswering;
  }

  /** Keeps all answers back until {@link #release}, those to {@code open} and {@code close} too. */
  public void hold() {
    holding = true;
  }

  /** Sends what was kept back, and keeps nothing back any more. */
  public void release() {
    holding = false;
    sessions.forEach(RelpServerSession::release);
  }

  /** How many answers are kept back, empty ones included. */
  public int held() {
    return sessions.stream().mapToInt(RelpServerSession::held).sum();
  }

  /** How many sessions were closed by a {@code close} frame. */
  public int closes() {
    return (int) sessions.stream().filter(RelpServerSession::isClosed).count();
  }

  RelpAnswering answering() {
    return answering;
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
        // the client is gone, as the next read will show
      }
    };
  }
}
