package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * A ring of 64 bytes whose messages are the digits 1 to 9: every byte of a message is its digit, so
 * that a torn message is detected. A message has 16 bytes, 24 with its header.
 */
final class RingOfNumbers {
  private static final int MESSAGE_BYTES = 16;
  private static final int TORN = 0;
  private static final byte[][] MESSAGES = new byte[10][MESSAGE_BYTES];

  static {
    for (byte digit = 0; digit < 10; digit++) {
      Arrays.fill(MESSAGES[digit], digit);
    }
  }

  final MessageRing ring = MessageRing.inMemory(64);

  /** Creates an empty ring whose positions are all at 24 or 48. */
  static RingOfNumbers after(int bytes) {
    RingOfNumbers ring = new RingOfNumbers();
    for (int done = 0; done < bytes; done += 24) {
      ring.append(9);
      ring.readAndRelease();
    }
    return ring;
  }

  boolean append(int digit) {
    return ring.append(MESSAGES[digit], MESSAGE_BYTES, ring.capacity(), new LongAdder());
  }

  /** The digits of the messages in the ring as one decimal number; 0 if there are none. */
  int read() {
    Digits digits = new Digits();
    ring.read(digits, Digits::take);
    return digits.number;
  }

  int readAndRelease() {
    int number = read();
    ring.release(ring.sent());
    return number;
  }

  /** Appends the current content to the digits read before, as one number. */
  int readOn(int first) {
    Digits digits = new Digits();
    digits.number = first;
    ring.read(digits, Digits::take);
    return digits.number;
  }

  private static final class Digits {
    int number;

    static boolean take(ByteBuffer message, long unused, Digits digits) {
      byte digit = message.get(message.position());
      boolean whole = message.equals(ByteBuffer.wrap(MESSAGES[digit]));
      digits.number = digits.number * 10 + (whole ? digit : TORN);
      return true;
    }
  }
}
