package io.github.failoversyslog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of single settings into values, and collects what is wrong with them. */
final class SettingsReader {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Long> NANOS_OF_UNIT = durationUnits();
  private static final Map<String, Long> BYTES_OF_UNIT =
      Map.of("", 1L, "b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Map<String, String> settings;
  private final Set<String> asked = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  SettingsReader(Map<String, String> settings) {
    this.settings = new HashMap<>(settings);
  }

  private static Map<String, Long> durationUnits() {
    Map<String, Long> units = new HashMap<>();
    addUnit(units, 1_000_000L, "ms", "millisecond", "milliseconds");
    addUnit(units, 1_000_000_000L, "", "s", "sec", "second", "seconds");
    addUnit(units, 60_000_000_000L, "min", "minute", "minutes");
    addUnit(units, 3_600_000_000_000L, "h", "hour", "hours");
    return units;
  }

  private static void addUnit(Map<String, Long> units, long nanos, String... names) {
    for (String name : names) {
      units.put(name, nanos);
    }
  }

  Optional<String> text(String name) {
    asked.add(name);
    String text = settings.getOrDefault(name, "").strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  String text(String name, String defaultText) {
    return text(name).orElse(defaultText);
  }

  List<String> list(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : text(name, "").split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return Collections.unmodifiableList(parts);
  }

  Optional<Path> path(String name) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text.get()));
    } catch (InvalidPathException e) {
      wrong(name, text.orElse(""), "the name of a file");
      return Optional.empty();
    }
  }

  boolean flag(String name, boolean defaultValue) {
    String text = text(name, Boolean.toString(defaultValue)).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      wrong(name, text, "true or false");
    }
    return text.equals("true");
  }

  int integer(String name, String defaultText, int min, int max) {
    String text = text(name, defaultText);
    OptionalLong number = parse(text, Map.of("", 1L));
    if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
      wrong(name, text, "a whole number from " + min + " to " + max);
      return min;
    }
    return (int) number.getAsLong();
  }

  Duration positiveDuration(String name, String defaultText) {
    return duration(name, defaultText, "a time above 0, such as \"" + defaultText + "\"", 1);
  }

  Duration durationOrZero(String name, String defaultText) {
    return duration(
        name, defaultText, "a time such as \"" + defaultText + "\", or 0 to turn it off", 0);
  }

  private Duration duration(String name, String defaultText, String expected, long minNanos) {
    String text = text(name, defaultText);
    OptionalLong nanos = parse(text, NANOS_OF_UNIT);
    if (nanos.isEmpty() || nanos.getAsLong() < minNanos || nanos.getAsLong() > LONGEST.toNanos()) {
      wrong(name, text, expected);
      return Duration.ofNanos(1);
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  long bytes(String name, String defaultText, long min, long max) {
    String text = text(name, defaultText);
    OptionalLong bytes = parse(text, BYTES_OF_UNIT);
    if (bytes.isEmpty() || bytes.getAsLong() < min || bytes.getAsLong() > max) {
      wrong(
          name,
          text,
          "a size from " + min + " to " + max + " bytes, such as \"" + defaultText + "\"");
      return min;
    }
    return bytes.getAsLong();
  }

  private static OptionalLong parse(String text, Map<String, Long> units) {
    Matcher quantity = QUANTITY.matcher(text);
    if (!quantity.matches()) {
      return OptionalLong.empty();
    }
    Long unit = units.get(quantity.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Math.multiplyExact(Long.parseLong(quantity.group(1)), unit));
    } catch (ArithmeticException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  /** The constant that the text spells, in any case. */
  <E extends Enum<E>> E oneOf(String name, E defaultValue) {
    Map<String, E> values = new LinkedHashMap<>();
    for (E value : defaultValue.getDeclaringClass().getEnumConstants()) {
      values.put(spelling(value), value);
    }
    return oneOf(name, spelling(defaultValue), values);
  }

  /**
   * How a constant is written in a configuration: in small letters, if it has no text of its own.
   */
  static String spelling(Enum<?> value) {
    String text = value.toString();
    return text.equals(value.name()) ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** The value of the name that the text spells, in any case. */
  <T> T oneOf(String name, String defaultText, Map<String, T> values) {
    String text = text(name, defaultText);
    for (Map.Entry<String, T> value : values.entrySet()) {
      if (value.getKey().equalsIgnoreCase(text)) {
        return value.getValue();
      }
    }
    wrong(name, text, String.join(", ", values.keySet()));
    return values.values().iterator().next();
  }

  boolean has(String name) {
    asked.add(name);
    return settings.containsKey(name);
  }

  /** Whether there is a setting that begins with this. */
  boolean hasAny(String prefix) {
    for (String name : settings.keySet()) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  void wrong(String name, String text, String expected) {
    fault(name + " is \"" + text + "\"; expected " + expected);
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /** Names every setting that nothing has asked for; call it last. */
  void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      fault(
          String.join(", ", unknown)
              + (unknown.size() == 1 ? " is not a setting" : " are not settings")
              + "; expected one of "
              + String.join(", ", asked));
    }
  }

  List<String> faults() {
    return Collections.unmodifiableList(faults);
  }
}
