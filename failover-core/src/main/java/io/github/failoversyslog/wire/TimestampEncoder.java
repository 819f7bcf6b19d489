package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code 2026-03-09T07:05:01.000123Z}: RFC 5424 section 6.2.3, in UTC with microseconds. Remembers
 * the last second, so that most messages cost six digits. Not for several threads at once.
 */
final class TimestampEncoder {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;
  private static final int FRACTION_DIGITS = 6;

  private long second = Long.MIN_VALUE;
  private int fractionStart;
  private byte[] text = new byte[0];

  /**
   * @param epochSecond cut to the years 0000 to 9999, which is all the format can say
   * @param nano of the second, 0 to 999,999,999; cut to microseconds
   */
  void writeTo(MessageBuffer out, long epochSecond, int nano) {
    if (epochSecond != second || text.length == 0) {
      Instant instant =
          Instant.ofEpochSecond(Math.max(YEAR_0000, Math.min(epochSecond, YEAR_9999_END)));
      text = (TO_THE_SECOND.format(instant) + "000000Z").getBytes(StandardCharsets.US_ASCII);
      fractionStart = text.length - FRACTION_DIGITS - 1;
      second = epochSecond;
    }
    int rest = nano / 1000;
    for (int i = FRACTION_DIGITS - 1; i >= 0; i--) {
      text[fractionStart + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.append(text);
  }
}
