package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.Framing;
import java.nio.ByteBuffer;

/**
 * A session without acknowledgements: no greeting, no close, messages may be sent at any time, and
 * the server never has to respond.
 */
abstract class OneWaySession implements Session {
  private final Framing framing;
  private final MessageRing.MessageSink<ByteBuffer> frames = this::append;
  private final FrameEnds ends = new FrameEnds();

  OneWaySession(Framing framing) {
    this.framing = framing;
  }

  @Override
  public final void greet(ByteBuffer batch) {}

  @Override
  public final boolean isOpen() {
    return true;
  }

  @Override
  public final int fill(ByteBuffer batch, MessageRing ring, long nowNanos) {
    ends.clear();
    return ring.read(batch, frames);
  }

  private boolean append(ByteBuffer message, long position, ByteBuffer batch) {
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
  public final boolean finish(ByteBuffer batch, MessageRing ring, long nowNanos) {
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
