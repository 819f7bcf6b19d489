package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@code TXNR SP COMMAND SP DATALEN [SP DATA] LF}: what a RELP client sends, as librelp's {@code
 * doc/relp.md} has it.
 */
public final class RelpFrames {
  /** The highest transaction number; the one after it is 1. */
  public static final int MAX_TRANSACTION = 999_999_999;

  /** The most bytes that a syslog frame has beyond its message. */
  public static final int SYSLOG_OVERHEAD_BYTES = "999999999 syslog 999999999 \n".length();

  private static final byte[] SYSLOG = ascii(" syslog ");
  private static final byte[] OPEN = ascii(" open ");
  private static final byte[] CLOSE = ascii(" close 0\n");
  private static final byte[] OFFERS =
      ascii("relp_version=0\nrelp_software=failover-syslog,1,-\ncommands=syslog");

  private RelpFrames() {}

  /**
   * Appends one message, or nothing.
   *
   * @param transaction 1 to {@link #MAX_TRANSACTION}
   * @param message position to limit, 1 to 999,999,999 bytes; consumed if it fits
   * @return whether the whole frame fitted; if not, both buffers are unchanged
   */
  public static boolean appendSyslog(int transaction, ByteBuffer message, ByteBuffer batch) {
    int messageBytes = message.remaining();
    int headBytes =
        Decimals.digitsOf(transaction) + SYSLOG.length + Decimals.digitsOf(messageBytes) + 1;
    if (batch.remaining() < headBytes + messageBytes + 1) {
      return false;
    }
    Decimals.put(batch, transaction).put(SYSLOG);
    Decimals.put(batch, messageBytes).put((byte) ' ').put(message).put((byte) '\n');
    return true;
  }

  /**
   * Appends the frame that begins a session, with what we offer: no more than sending messages.
   *
   * @param transaction 1: a session begins with it
   * @param batch with room for 100 bytes
   */
  public static void appendOpen(int transaction, ByteBuffer batch) {
    Decimals.put(batch, transaction).put(OPEN);
    Decimals.put(batch, OFFERS.length).put((byte) ' ').put(OFFERS).put((byte) '\n');
  }

  /**
   * Appends the frame that ends a session.
   *
   * @param transaction 1 to {@link #MAX_TRANSACTION}
   * @param batch with room for 100 bytes
   */
  public static void appendClose(int transaction, ByteBuffer batch) {
    Decimals.put(batch, transaction).put(CLOSE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
