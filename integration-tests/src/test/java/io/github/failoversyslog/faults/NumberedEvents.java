package io.github.failoversyslog.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Texts of numbered events: {@code event 3000000017 xxx} is event 17 of caller 3, both counted from
 * 0.
 */
final class NumberedEvents {
  private static final String MARK = "event ";
  private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);
  private static final long NUMBERS_PER_CALLER = 1_000_000_000;
  private static final String FILLING = " " + "x".repeat(60);

  private NumberedEvents() {}

  static long number(int caller, long index) {
    return caller * NUMBERS_PER_CALLER + index;
  }

  static int callerOf(long number) {
    return (int) (number / NUMBERS_PER_CALLER);
  }

  static int indexOf(long number) {
    return (int) (number % NUMBERS_PER_CALLER);
  }

  static String text(long number) {
    return MARK + number + FILLING;
  }

  /** Returns the number in the text of a message, if present. */
  static OptionalLong findNumber(byte[] message, int begin, int end) {
    for (int at = begin; at + MARK_BYTES.length < end; at++) {
      int digits = at + MARK_BYTES.length;
      if (Arrays.equals(message, at, digits, MARK_BYTES, 0, MARK_BYTES.length)
          && isDigit(message[digits])) {
        return OptionalLong.of(numberAt(message, digits, end));
      }
    }
    return OptionalLong.empty();
  }

  private static long numberAt(byte[] message, int begin, int end) {
    long number = 0;
    for (int at = begin; at < end && isDigit(message[at]); at++) {
      number = 10 * number + message[at] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The inverse of {@link #text}. */
  static long numberIn(String text) {
    int begin = MARK.length();
    return Long.parseLong(text.substring(begin, text.indexOf(' ', begin)));
  }
}
