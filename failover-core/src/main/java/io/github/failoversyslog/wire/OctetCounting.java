package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/** {@code MSG-LEN SP SYSLOG-MSG}: RFC 6587 section 3.4.1 for TCP, RFC 5425 section 4.3 for TLS. */
public final class OctetCounting implements Framing {

  @Override
  public boolean append(ByteBuffer message, ByteBuffer batch) {
    int messageBytes = message.remaining();
    if (batch.remaining() < Decimals.digitsOf(messageBytes) + 1 + messageBytes) {
      return false;
    }
    Decimals.put(batch, messageBytes).put((byte) ' ').put(message);
    return true;
  }

  @Override
  public boolean cutFramesShow() {
    return true;
  }

  @Override
  public int overheadBytes() {
    return Decimals.MAX_DIGITS + 1;
  }
}
