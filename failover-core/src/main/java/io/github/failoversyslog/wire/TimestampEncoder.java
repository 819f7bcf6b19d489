package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the time of a message. Remembers the last second, so that most messages cost at most six
 * digits. Not for several threads at once.
 */
final class TimestampEncoder {
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;

  private final DateTimeFormatter toTheSecond;
  private final int fractionDigits;
  private final String end;
  private long second = Long.MIN_VALUE;
  private int fractionStart;
  private byte[] text = new byte[0];

  private TimestampEncoder(String pattern, ZoneId zone, int fractionDigits, String end) {
    this.toTheSecond = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    this.fractionDigits = fractionDigits;
    this.end = end;
  }

  /** {@code 2026-03-09T07:05:01.000123Z}: RFC 5424 section 6.2.3, in UTC with microseconds. */
  static TimestampEncoder rfc5424() {
    return new TimestampEncoder("uuuu-MM-dd'T'HH:mm:ss.", ZoneOffset.UTC, 6, "Z");
  }

  /** {@code Mar 9 07:05:01}: RFC 3164 section 4.1.2, in local time. */
  static TimestampEncoder rfc3164(ZoneId zone) {
    return new TimestampEncoder("MMM ppd HH:mm:ss", zone, 0, "");
  }

  /**
   * @param epochSecond cut to the years 0000 to 9999, which is all the format can say
   * @param nano of the second, 0 to 999,999,999; cut to microseconds
   */
  void writeTo(MessageBuffer out, long epochSecond, int nano) {
    if (epochSecond != second || text.length == 0) {
      Instant instant =
          Instant.ofEpochSecond(Math.max(YEAR_0000, Math.min(epochSecond, YEAR_9999_END)));
      String whole = toTheSecond.format(instant);
      text = (whole + "0".repeat(fractionDigits) + end).getBytes(StandardCharsets.US_ASCII);
      fractionStart = whole.length();
      second = epochSecond;
    }
    int rest = nano / 1000;
    for (int i = fractionDigits - 1; i >= 0; i--) {
      text[fractionStart + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.append(text);
  }
}
