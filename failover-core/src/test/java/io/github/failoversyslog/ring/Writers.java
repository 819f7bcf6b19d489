package io.github.failoversyslog.ring;

/** Writers that die during an append. */
public final class Writers {
  private Writers() {}

  /** Moves the tail for a message of this length, and dies before it writes the header. */
  public static long diesAfterTheClaim(MessageRing ring, int messageBytes) {
    return ring.memory().claim(messageBytes, ring.capacity());
  }

  /** Moves the tail and writes the header, and dies before the message is committed. */
  public static void diesInTheMessage(MessageRing ring, int messageBytes) {
    long position = diesAfterTheClaim(ring, messageBytes);
    ring.memory().records().claim(position, messageBytes);
  }
}
