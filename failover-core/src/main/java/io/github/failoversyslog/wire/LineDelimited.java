package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/**
 * {@code SYSLOG-MSG LF}: non-transparent framing, RFC 6587 section 3.4.2. The message must not
 * contain a line feed; {@link Escapes} sees to that.
 */
public final class LineDelimited implements Framing {

  @Override
  public boolean append(ByteBuffer message, ByteBuffer batch) {
    if (batch.remaining() < message.remaining() + 1) {
      return false;
    }
    batch.put(message).put((byte) '\n');
    return true;
  }

  @Override
  public boolean cutFramesShow() {
    return false; // syslog servers take the last line without its end
  }

  @Override
  public int overheadBytes() {
    return 1;
  }
}
