package io.github.failoversyslog.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong with names that are no setting's: that they are there twice, where they
 * belong, what they are called here, or which name is the nearest.
 */
final class UnknownNames {
  private static final String FAILBACK = "failback";
  private static final String PARAMETER = "parameter";
  private static final String ATTRIBUTE = "attribute";

  /** What may be in an appender besides its settings. */
  private static final List<String> ELEMENTS =
      List.of(FAILBACK, "structuredData", "ssl", "layout", "encoder", "filter");

  /** Those that are written by the name of what is to be there, with an example of it. */
  private static final Map<String, String> OF_SEVERAL_TYPES =
      Map.of("layout", "PatternLayout", "encoder", "PatternLayout", "filter", "ThresholdFilter");

  private static final List<String> IN_STRUCTURED_DATA = List.of("id", PARAMETER);
  private static final List<String> IN_PARAMETER = List.of("name", "value");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(attribute) (.+?)|(extra |)element <(.+?)>|(.+?))(?: of <(.+)>)?",
          Pattern.DOTALL); // JSON's names may be anything

  private static final List<String> OF_FAILBACK =
      Setting.all().stream().filter(Setting::isOfFailback).map(Setting::localName).toList();
  private static final List<String> OWN =
      Setting.all().stream()
          .filter(setting -> !setting.isOfFailback() && setting != Setting.FAILBACK)
          .map(Setting::toString)
          .toList();

  private UnknownNames() {}

  /**
   * @param written {@code attribute name}, {@code extra element <name>} (case is ignored in these:
   *     a setting's name can be left over only if it is there twice), {@code element <name>} or a
   *     name alone; with {@code of <Place>} behind it if it is not in the appender itself. An
   *     attribute may have been written as an element: Log4j does not tell.
   */
  static String refusalOf(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + written + "\" has no name");
    }
    String name =
        Arrays.asList(parts.group(2), parts.group(4), parts.group(5)).stream()
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    String place = Objects.requireNonNullElse(parts.group(6), "");
    boolean attribute = parts.group(1) != null;
    if (attribute && place.isEmpty() && isElement(name)) {
      return emptyElement(written, name);
    }
    boolean caseIgnored = attribute || "extra ".equals(parts.group(3));
    return caseIgnored && isKnown(name, place)
        ? written + " is there twice; expected it once"
        : (attribute ? "attribute or element" + written.substring(ATTRIBUTE.length()) : written)
            + " is not a setting; "
            + adviceOn(name, place);
  }

  private static String emptyElement(String written, String name) {
    String noSetting = written + " is not a setting but an element; write ";
    String type = OF_SEVERAL_TYPES.get(name.toLowerCase(Locale.ROOT));
    return type != null
        ? noSetting
            + ("one such as <" + type + "/> in XML,")
            + (" \"" + name + ".type = " + type + "\" in a properties file")
        : noSetting
            + ("\""
                + name
                + ": {}\" in YAML, \""
                + name
                + "\": {} in JSON, <"
                + name
                + "/> in XML,")
            + (" \"" + name + ".type = " + name + "\" in a properties file");
  }

  private static boolean isElement(String name) {
    return contains(ELEMENTS, name) || name.toLowerCase(Locale.ROOT).endsWith("layout");
  }

  private static boolean isKnown(String name, String place) {
    return (place.isEmpty() && isElement(name))
        || (contains(namesIn(place), name) && !name.equalsIgnoreCase(PARAMETER));
  }

  private static String adviceOn(String name, String place) {
    String local = name.substring(name.lastIndexOf('.') + 1);
    if (place.isEmpty() && contains(OF_FAILBACK, local)) {
      return "put " + local + " in the element failback";
    }
    if (!place.isEmpty() && contains(OWN, name)) {
      return "put it in the appender itself";
    }
    Optional<String> counterpart = PeerNames.adviceOn(name);
    if (counterpart.isPresent()) {
      return counterpart.get();
    }
    return NearestName.of(name, namesIn(place))
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse("docs/configuration.md lists those that there are");
  }

  /** Empty if they are the framework's. */
  private static List<String> namesIn(String place) {
    return switch (place.toLowerCase(Locale.ROOT)) {
      case "" -> {
        List<String> all = new ArrayList<>(OWN);
        all.addAll(ELEMENTS);
        yield all;
      }
      case FAILBACK -> OF_FAILBACK;
      case "structureddata" -> IN_STRUCTURED_DATA;
      case PARAMETER -> IN_PARAMETER;
      default -> List.of();
    };
  }

  private static boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
