package io.github.failoversyslog.config;

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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns the text of single settings into values, and collects what is wrong with them. */
final class SettingsReader {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,15}");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration LONGEST_WITHOUT_UNIT = Duration.ofHours(1);

  private final Set<String> names = new TreeSet<>();
  private final Map<String, String> texts = new HashMap<>(); // stripped, not empty
  private final SortedSet<String> asked = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** A setting that is empty counts as absent; only its name has to be right. */
  SettingsReader(Map<String, String> settings) {
    names.addAll(settings.keySet());
    settings.forEach(
        (name, text) -> {
          if (!text.isBlank()) {
            texts.put(name, text.strip());
          }
        });
  }

  Optional<String> text(String name) {
    asked.add(name);
    return Optional.ofNullable(texts.get(name));
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
    long number = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (number < min || number > max) {
      wrong(name, text, "a whole number from " + min + " to " + max);
      return min;
    }
    return (int) number;
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
    OptionalLong nanos = Quantities.nanos(text);
    if (nanos.isEmpty() || nanos.getAsLong() < minNanos) {
      wrong(name, text, expected);
      return Duration.ofNanos(1);
    }
    if (nanos.getAsLong() > LONGEST.toNanos()) {
      wrong(name, text, "at most " + LONGEST.toDays() + " days");
      return Duration.ofNanos(1);
    }
    if (nanos.getAsLong() > LONGEST_WITHOUT_UNIT.toNanos() && Quantities.hasNoUnit(text)) {
      warnings.add(
          (name + " is \"" + text + "\", which means seconds; expected a unit for so long a time,")
              + (" such as \"" + text + " ms\" or \"" + text + " s\""));
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  long bytes(String name, String defaultText, long min, long max) {
    String text = text(name, defaultText);
    OptionalLong bytes = Quantities.bytes(text);
    if (bytes.isEmpty() || bytes.getAsLong() < min || bytes.getAsLong() > max) {
      wrong(
          name,
          text,
          "a size from " + min + " to " + max + " bytes, such as \"" + defaultText + "\"");
      return min;
    }
    return bytes.getAsLong();
  }

  /** The constant that the text spells, in any case. */
  <E extends Enum<E>> E oneOf(String name, E defaultValue) {
    return oneOf(name, defaultValue, Map.of());
  }

  /**
   * The constant that the text spells, in any case.
   *
   * @param peerNames what other appenders call some of them, in small letters
   */
  <E extends Enum<E>> E oneOf(String name, E defaultValue, Map<String, E> peerNames) {
    E peers = peerNames.get(text(name, "").toLowerCase(Locale.ROOT));
    if (peers != null) {
      return peers;
    }
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

  /** Whether it is there and not empty. */
  boolean has(String name) {
    return text(name).isPresent();
  }

  /** Whether there is a setting, not empty, that begins with this. */
  boolean hasAny(String prefix) {
    return texts.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** Whether the element is there, be it empty or not. */
  boolean hasElement(String name) {
    asked.add(name);
    return names.contains(name);
  }

  void wrong(String name, String text, String expected) {
    fault(name + " is \"" + text + "\"; expected " + expected);
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /** Names every setting that nothing has asked for; call it last. */
  void refuseUnknown() {
    UnknownNames unknown = new UnknownNames(asked);
    for (String name : names) {
      if (!asked.contains(name)) {
        fault(unknown.refusalOf(name));
      }
    }
  }

  /** The names that somebody has asked for. */
  SortedSet<String> asked() {
    return Collections.unmodifiableSortedSet(asked);
  }

  List<String> faults() {
    return Collections.unmodifiableList(faults);
  }

  List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }
}
