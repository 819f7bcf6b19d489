package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Reads the timestamp of messages that {@link HeaderEncoder} wrote. */
public final class MessageTime {
  /** The start of a message up to and including its timestamp is not longer. */
  public static final int BYTES = 48;

  private static final Duration FUTURE = Duration.ofDays(1); // clocks differ, years are not sent
  private static final int BSD_CHARS = "Mar  9 07:05:01".length();

  private final MessageFormat format;
  private final ZoneId zone;

  /**
   * @param zone in which RFC 3164's timestamps are written
   */
  public MessageTime(MessageFormat format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
  }

  /**
   * @param message its first {@link #BYTES} bytes, or all if it is shorter
   * @param now tells the year, which RFC 3164's timestamps leave out
   * @return empty if there is no timestamp
   */
  public Optional<Instant> of(byte[] message, int length, Instant now) {
    String text = new String(message, 0, length, StandardCharsets.US_ASCII);
    int start = text.indexOf('>') + 1;
    try {
      return Optional.of(
          format == MessageFormat.RFC5424 ? rfc5424(text, start) : rfc3164(text, start, now));
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Instant rfc5424(String text, int start) {
    int time = text.indexOf(' ', start) + 1;
    return Instant.parse(text.substring(time, text.indexOf(' ', time)));
  }

  private Instant rfc3164(String text, int start, Instant now) {
    int year = now.atZone(zone).getYear();
    String time = text.substring(start, start + BSD_CHARS);
    Instant thisYear = inYear(time, year);
    return thisYear.isAfter(now.plus(FUTURE)) ? inYear(time, year - 1) : thisYear;
  }

  private Instant inYear(String time, int year) {
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .appendPattern("MMM ppd HH:mm:ss")
            .parseDefaulting(ChronoField.YEAR, year)
            .toFormatter(Locale.ENGLISH);
    return LocalDateTime.parse(time, format).atZone(zone).toInstant();
  }
}
