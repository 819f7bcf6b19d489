package io.github.failoversyslog.ring;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Writers that die, or are suspended, during an append. */
public final class Writers {
  private Writers() {}

  /**
   * Moves the tail for a message of this length, and dies before it writes the header.
   *
   * @return where the record begins, or -1 if there is no room
   */
  public static long diesAfterTheClaim(MessageRing ring, int messageBytes) {
    return ring.memory().claim(messageBytes, ring.capacity());
  }

  /** Moves the tail and writes the header, and dies before the message is committed. */
  public static void diesInTheMessage(MessageRing ring, int messageBytes) {
    isSuspendedInTheMessage(ring, messageBytes);
  }

  /**
   * Moves the tail and writes the header, and is suspended then.
   *
   * @return where the record begins, or -1 if there is no room
   */
  public static long isSuspendedInTheMessage(MessageRing ring, int messageBytes) {
    long position = diesAfterTheClaim(ring, messageBytes);
    if (position >= 0) {
      ring.memory().records().claim(position, messageBytes);
    }
    return position;
  }

  /** Whether a message is still being written, or never will be. */
  public static boolean areAny(MessageRing ring) {
    return ring.hasWriters();
  }

  /** For which no time passes but that of its pauses. */
  public static LastAppends lastAppends() {
    AtomicLong nanos = new AtomicLong();
    return new LastAppends(nanos::get, nanos::addAndGet);
  }

  /** Writes and commits the message of a record from {@link #isSuspendedInTheMessage}. */
  public static void finishes(MessageRing ring, long position, byte[] message) {
    if (!ring.memory().write(position, message, message.length, new LongAdder())) {
      throw new AssertionError("a message in memory was not written");
    }
  }
}
