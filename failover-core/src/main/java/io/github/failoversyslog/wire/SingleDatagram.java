package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/** One message and nothing else: RFC 5426 section 3.1. A batch holds one at the most. */
public final class SingleDatagram implements Framing {

  @Override
  public boolean append(ByteBuffer message, ByteBuffer batch) {
    if (batch.position() > 0 || batch.remaining() < message.remaining()) {
      return false;
    }
    batch.put(message);
    return true;
  }

  @Override
  public boolean cutFramesShow() {
    return true; // there are none: a datagram arrives whole or not at all
  }

  @Override
  public int overheadBytes() {
    return 0;
  }
}
