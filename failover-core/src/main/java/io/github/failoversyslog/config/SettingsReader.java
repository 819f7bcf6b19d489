package io.github.failoversyslog.config;

import io.github.failoversyslog.config.ValueKind.Numbers;
import io.github.failoversyslog.config.ValueKind.Sizes;
import io.github.failoversyslog.config.ValueKind.Times;
import io.github.failoversyslog.config.ValueKind.Words;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns the text of single settings into values, and collects what is wrong with them. */
final class SettingsReader {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,15}");
  private static final Duration LONGEST_WITHOUT_UNIT = Duration.ofHours(1);

  private final TreeSet<String> names = new TreeSet<>();
  private final Map<String, String> texts = new HashMap<>(); // stripped, not empty
  private final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Protocol protocol;
  private final MessageFormat format;

  /** A setting that is empty counts as absent; only its name has to be right. */
  SettingsReader(Map<String, String> settings) {
    names.addAll(settings.keySet());
    settings.forEach(
        (name, text) -> {
          if (!text.isBlank()) {
            texts.put(name, text.strip());
          }
        });
    protocol = oneOf(Setting.PROTOCOL, Protocol.class);
    format = oneOf(Setting.FORMAT, MessageFormat.class);
  }

  /** What some defaults and ranges depend on. */
  Protocol protocol() {
    return protocol;
  }

  /** What some defaults and ranges depend on. */
  MessageFormat format() {
    return format;
  }

  /** Empty if it is absent, whatever its default. */
  Optional<String> written(Setting setting) {
    return Optional.ofNullable(texts.get(setting.toString()));
  }

  boolean has(Setting setting) {
    return written(setting).isPresent();
  }

  /** Whether it is there, be it empty or not. */
  boolean hasName(Setting setting) {
    return names.contains(setting.toString());
  }

  /** Whether it is there without a value. */
  boolean isBlank(Setting setting) {
    return hasName(setting) && !has(setting);
  }

  /** As it is written, or else its default. */
  Optional<String> textOf(Setting setting) {
    return written(setting).or(() -> setting.defaults().textWith(format, protocol));
  }

  /** For a setting that has a default with every protocol. */
  String text(Setting setting) {
    return textOf(setting)
        .orElseThrow(() -> new IllegalStateException(setting + " has no default"));
  }

  List<String> list(Setting setting) {
    return Arrays.stream(text(setting).split(",", -1))
        .filter(part -> !part.isBlank())
        .map(String::strip)
        .toList();
  }

  Optional<Path> path(Setting setting) {
    Optional<String> text = written(setting);
    try {
      return text.map(Path::of);
    } catch (InvalidPathException e) {
      wrong(setting, text.orElse(""), "the name of a file");
      return Optional.empty();
    }
  }

  boolean flag(Setting setting) {
    String text = text(setting).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      wrong(setting, text(setting), "true or false");
    }
    return text.equals("true");
  }

  int integer(Setting setting) {
    Numbers range = (Numbers) setting.kind();
    String text = text(setting);
    long number = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (number < range.min() || number > range.max()) {
      wrong(setting, text, "a whole number from " + range.min() + " to " + range.max());
      return range.min();
    }
    return (int) number;
  }

  /** The default, unless that turns it off. */
  private static String example(Setting setting) {
    String absent = setting.defaults().absent();
    return Quantities.nanos(absent).orElse(0) == 0 ? "60 s" : absent;
  }

  Duration duration(Setting setting) {
    Times range = (Times) setting.kind();
    String text = text(setting);
    OptionalLong nanos = Quantities.nanos(text);
    if (nanos.isEmpty() || (nanos.getAsLong() == 0 && !range.zeroAllowed())) {
      String example = "\"" + example(setting) + "\"";
      wrong(
          setting,
          text,
          range.zeroAllowed()
              ? "a time such as " + example + ", or 0 to turn it off"
              : "a time above 0, such as " + example);
      return Duration.ofNanos(1);
    }
    if (nanos.getAsLong() > 0 && nanos.getAsLong() < range.min().toNanos()) {
      wrong(setting, text, "at least " + range.min().toSeconds() + " s, or 0 to turn it off");
      return range.min();
    }
    if (nanos.getAsLong() > Times.MAX.toNanos()) {
      wrong(setting, text, "at most " + Times.MAX.toDays() + " days");
      return Duration.ofNanos(1);
    }
    if (nanos.getAsLong() > LONGEST_WITHOUT_UNIT.toNanos() && Quantities.hasNoUnit(text)) {
      warn(
          (setting
                  + " is \""
                  + text
                  + "\", which means seconds; expected a unit for so long a time,")
              + (" such as \"" + text + " ms\" or \"" + text + " s\""));
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  boolean hasUnit(Setting setting) {
    return !Quantities.hasNoUnit(text(setting));
  }

  long bytes(Setting setting) {
    Sizes range = (Sizes) setting.kind();
    long max = range.maxWith(protocol);
    String text = text(setting);
    OptionalLong bytes = Quantities.bytes(text);
    if (bytes.isEmpty() || bytes.getAsLong() < range.min() || bytes.getAsLong() > max) {
      String example = setting.defaults().textWith(format, protocol).orElse("");
      wrong(
          setting,
          text,
          ("a size from " + Quantities.sizeText(range.min()))
              + (" to " + Quantities.sizeText(max) + ", such as \"" + example + "\""));
      return range.min();
    }
    return bytes.getAsLong();
  }

  /** The constant that the text spells, in any case. */
  <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
    Words words = (Words) setting.kind();
    String text = written(setting).orElse(setting.defaults().absent());
    Enum<?> alias = words.aliases().get(text.toLowerCase(Locale.ROOT));
    if (alias != null) {
      return type.cast(alias);
    }
    for (Map.Entry<String, Enum<?>> word : words.values().entrySet()) {
      if (word.getKey().equalsIgnoreCase(text)) {
        return type.cast(word.getValue());
      }
    }
    wrong(setting, text, words.description());
    return type.cast(words.values().values().iterator().next());
  }

  void wrong(Setting setting, String text, String expected) {
    fault(setting + " is \"" + text + "\"; expected " + expected);
  }

  void fault(String fault) {
    faults.add(UnsetVariables.named(fault));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /**
   * Names every setting that does not exist, before all other faults: these may follow from it, as
   * a missing host follows from a misspelled one. Call it last.
   */
  void refuseUnknown() {
    faults.addAll(
        0,
        names.stream()
            .filter(
                name ->
                    Setting.all().stream().noneMatch(setting -> setting.toString().equals(name)))
            .map(UnknownNames::refusalOf)
            .toList());
  }

  List<String> faults() {
    return Collections.unmodifiableList(faults);
  }

  List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }
}
