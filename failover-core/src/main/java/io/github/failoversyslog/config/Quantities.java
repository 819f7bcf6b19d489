package io.github.failoversyslog.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and formats times and sizes. What it reads is a number and a unit, in any case, with or
 * without a space between them.
 */
public final class Quantities {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s*([A-Za-z]*)");
  private static final Map<String, Long> NANOS_OF_UNIT = new HashMap<>();
  private static final Map<String, Long> BYTES_OF_UNIT = new HashMap<>();
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  static {
    addUnit(NANOS_OF_UNIT, 1_000_000L, "ms", "msec", "milli", "millis");
    addUnit(NANOS_OF_UNIT, 1_000_000L, "millisecond", "milliseconds");
    addUnit(NANOS_OF_UNIT, 1_000_000_000L, "", "s", "sec", "secs", "second", "seconds");
    addUnit(NANOS_OF_UNIT, 60_000_000_000L, "m", "min", "mins", "minute", "minutes");
    addUnit(NANOS_OF_UNIT, 3_600_000_000_000L, "h", "hr", "hrs", "hour", "hours");
    addUnit(NANOS_OF_UNIT, 86_400_000_000_000L, "d", "day", "days");
    addUnit(BYTES_OF_UNIT, 1L, "", "b", "byte", "bytes");
    addUnit(BYTES_OF_UNIT, 1L << 10, "k", "kb", "kib");
    addUnit(BYTES_OF_UNIT, 1L << 20, "m", "mb", "mib");
    addUnit(BYTES_OF_UNIT, 1L << 30, "g", "gb", "gib");
  }

  private Quantities() {}

  private static void addUnit(Map<String, Long> units, long size, String... names) {
    for (String name : names) {
      units.put(name, size);
    }
  }

  /**
   * A time, which may be in ISO 8601 too.
   *
   * @return nanoseconds, {@link Long#MAX_VALUE} for more than that; empty if it is no time
   */
  static OptionalLong nanos(String text) {
    return text.regionMatches(true, 0, "P", 0, 1) ? isoNanos(text) : parse(text, NANOS_OF_UNIT);
  }

  private static OptionalLong isoNanos(String text) {
    try {
      Duration time = Duration.parse(text);
      return time.isNegative() ? OptionalLong.empty() : OptionalLong.of(time.toNanos());
    } catch (DateTimeParseException e) {
      return OptionalLong.empty();
    } catch (ArithmeticException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  /**
   * A size, in steps of 1024.
   *
   * @return bytes, {@link Long#MAX_VALUE} for more than that; empty if it is no size
   */
  static OptionalLong bytes(String text) {
    return parse(text, BYTES_OF_UNIT);
  }

  /** Returns whole seconds as {@code 5 s}, anything else as {@code 1500 ms}. */
  public static String timeText(Duration time) {
    return time.toNanosPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** The bytes in the largest unit of which they are a multiple. */
  static String sizeText(long bytes) {
    if (bytes % (1L << 30) == 0) {
      return (bytes >> 30) + " GB";
    } else if (bytes % (1L << 20) == 0) {
      return (bytes >> 20) + " MB";
    } else if (bytes % (1L << 10) == 0) {
      return (bytes >> 10) + " KB";
    }
    return bytes + " bytes";
  }

  /** Whether it is a number alone. */
  static boolean hasNoUnit(String text) {
    Matcher quantity = NUMBER_AND_UNIT.matcher(text);
    return quantity.matches() && quantity.group(2).isEmpty();
  }

  private static OptionalLong parse(String text, Map<String, Long> units) {
    Matcher quantity = NUMBER_AND_UNIT.matcher(text);
    Long unit = quantity.matches() ? units.get(quantity.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      return OptionalLong.empty();
    }
    BigDecimal amount = new BigDecimal(quantity.group(1)).multiply(BigDecimal.valueOf(unit));
    return OptionalLong.of(amount.min(MAX).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
