package io.github.failoversyslog.ring;

/** Writers that die at work. */
public final class Writers {
  private Writers() {}

  /** Claims room for a message of this length, and dies before it writes the header. */
  public static long diesAfterTheClaim(MessageRing ring, int messageBytes) {
    return ring.memory().claim(messageBytes, ring.capacity());
  }

  /** Claims room and writes the header, and dies before the message is committed. */
  public static void diesInTheMessage(MessageRing ring, int messageBytes) {
    long position = diesAfterTheClaim(ring, messageBytes);
    ring.memory().records().claim(position, messageBytes);
  }
}
