package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.Framing;
import java.nio.ByteBuffer;

/**
 * Frames one after the other, and no answers: messages may flow at once and always, nothing is said
 * before or after them, and no server owes anything.
 */
abstract class OneWaySession implements Session {
  private final Framing framing;
  private final MessageRing.Sink intoBatch = this::append;
  private final FrameEnds ends = new FrameEnds();
  private ByteBuffer batch = ByteBuffer.allocate(0);

  OneWaySession(Framing framing) {
    this.framing = framing;
  }

  @Override
  public final void greet(ByteBuffer unused) {}

  @Override
  public final boolean isOpen() {
    return true;
  }

  @Override
  public final int fill(ByteBuffer toFill, MessageRing ring, long nowNanos) {
    batch = toFill;
    ends.clear();
    return ring.read(intoBatch);
  }

  private boolean append(ByteBuffer message, long position) {
    boolean appended = framing.append(message, batch);
    if (appended) {
      ends.add(position, batch.position());
    }
    return appended;
  }

  @Override
  public final long firstCut(int bytes, long otherwise) {
    return ends.firstCut(bytes, otherwise);
  }

  @Override
  public final boolean takesMessages() {
    return true;
  }

  @Override
  public final boolean mayReleaseUnconfirmed() {
    return true;
  }

  @Override
  public final boolean finish(ByteBuffer unused, MessageRing ring, long nowNanos) {
    return true;
  }

  @Override
  public final boolean cutFramesShow() {
    return framing.cutFramesShow();
  }

  @Override
  public final long silentAtNanos() {
    return Long.MAX_VALUE;
  }
}
