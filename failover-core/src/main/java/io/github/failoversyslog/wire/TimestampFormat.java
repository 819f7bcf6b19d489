package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a time is written. */
final class TimestampFormat {
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;
  private static final byte[] TWO_DIGITS = twoDigits();

  private final DateTimeFormatter toTheSecond;
  private final String microseconds; // with what is behind them

  private TimestampFormat(String pattern, ZoneId zone, String microseconds) {
    this.toTheSecond = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    this.microseconds = microseconds;
  }

  /** {@code 2026-03-09T07:05:01.000123Z}: RFC 5424 section 6.2.3, in UTC with microseconds. */
  static TimestampFormat rfc5424() {
    return new TimestampFormat("uuuu-MM-dd'T'HH:mm:ss.", ZoneOffset.UTC, "000000Z");
  }

  /** {@code Mar 9 07:05:01}: RFC 3164 section 4.1.2, in local time. */
  static TimestampFormat rfc3164(ZoneId zone) {
    return new TimestampFormat("MMM ppd HH:mm:ss", zone, "");
  }

  private static byte[] twoDigits() {
    byte[] digits = new byte[200];
    for (int i = 0; i < 100; i++) {
      digits[2 * i] = (byte) ('0' + i / 10);
      digits[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return digits;
  }

  /**
   * The time of the beginning of a second.
   *
   * @param epochSecond cut to the years 0000 to 9999, which is all the format can say
   */
  byte[] beginningOf(long epochSecond) {
    Instant instant =
        Instant.ofEpochSecond(Math.max(YEAR_0000, Math.min(epochSecond, YEAR_9999_END)));
    return (toTheSecond.format(instant) + microseconds).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sets the microseconds, if the format has them.
   *
   * @param end of the timestamp in the bytes
   * @param nano of the second, 0 to 999,999,999; cut to microseconds
   */
  void putFraction(byte[] bytes, int end, int nano) {
    if (!microseconds.isEmpty()) {
      int start = end - microseconds.length();
      int micros = nano / 1000;
      putTwo(bytes, start, micros / 10_000);
      putTwo(bytes, start + 2, micros / 100 % 100);
      putTwo(bytes, start + 4, micros % 100);
    }
  }

  private static void putTwo(byte[] bytes, int at, int number) {
    bytes[at] = TWO_DIGITS[2 * number];
    bytes[at + 1] = TWO_DIGITS[2 * number + 1];
  }
}
