package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The texts of a simulation's messages: each has another one, from which its number follows. */
final class MessageTexts {
  private static final int SHORTEST = 16; // a record is less than twice as long as its frame
  private static final int LONGEST = 120;
  private static final int NUMBER_DIGITS = 8;
  private static final int FIRST_NUMBER = 10_000_000;
  private static final byte[][] FIRST =
      IntStream.range(0, 256).mapToObj(MessageTexts::newText).toArray(byte[][]::new);

  private MessageTexts() {}

  /** The text of a message; not to be changed. */
  static byte[] of(int number) {
    return number >= 0 && number < FIRST.length ? FIRST[number] : newText(number);
  }

  private static byte[] newText(int number) {
    int mixed = number * 0x9E3779B1;
    byte[] text = new byte[SHORTEST + (mixed >>> 8) % (LONGEST - SHORTEST + 1)];
    Arrays.fill(text, (byte) ('a' + (mixed >>> 4) % 26));
    byte[] digits = String.valueOf(number + FIRST_NUMBER).getBytes(US_ASCII);
    System.arraycopy(digits, 0, text, 0, NUMBER_DIGITS);
    return text;
  }

  /** The number of the message with this text; fails if there is no such message. */
  static int numberOf(byte[] bytes, int from, int to) {
    int number = -FIRST_NUMBER;
    for (int i = 0, place = FIRST_NUMBER; i < NUMBER_DIGITS; i++, place /= 10) {
      number += (bytes[from + i] - '0') * place;
    }
    byte[] text = of(number);
    if (!Arrays.equals(bytes, from, to, text, 0, text.length)) {
      throw new AssertionError(
          "no message is like this: " + new String(bytes, from, to - from, US_ASCII));
    }
    return number;
  }
}
