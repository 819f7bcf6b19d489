package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/** {@code MSG-LEN SP SYSLOG-MSG}: RFC 6587 section 3.4.1 for TCP, RFC 5425 section 4.3 for TLS. */
public final class OctetCounting implements Framing {
  private static final int MAX_DIGITS = 10;

  @Override
  public boolean append(ByteBuffer message, ByteBuffer batch) {
    int messageBytes = message.remaining();
    int digits = digitsOf(messageBytes);
    if (batch.remaining() < digits + 1 + messageBytes) {
      return false;
    }
    putDecimal(batch, messageBytes, digits);
    batch.put((byte) ' ').put(message);
    return true;
  }

  @Override
  public int overheadBytes() {
    return MAX_DIGITS + 1;
  }

  private static int digitsOf(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static void putDecimal(ByteBuffer batch, int number, int digits) {
    int start = batch.position();
    int rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      batch.put(start + i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    batch.position(start + digits);
  }
}
