package io.github.failoversyslog.conformance;

import io.github.failoversyslog.config.StackTrace;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.application.LoggedEvent.EventMarker;
import io.github.failoversyslog.it.application.LoggedEvent.MapData;
import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The structured data expected for an event if there were room for all of it.
 *
 * @param number enterpriseNumber
 * @param contextId mdcId
 * @param longIds whether SD-IDs longer than 32 characters are sent in full
 * @param includes names of context data to send, where a trailing {@code *} matches any suffix;
 *     empty for all
 * @param excludes names of context data not to send, with the same pattern syntax; empty for none
 */
record DataModel(
    String number,
    String contextId,
    boolean longIds,
    List<String> includes,
    List<String> excludes,
    boolean sequenceId,
    boolean logger,
    boolean thread,
    boolean marker,
    boolean origin,
    boolean timeQuality,
    List<ConfiguredElement> ownElements) {
  private static final int MAX_NAME_CHARS = 32;
  private static final int MOST_ADDRESSES = 4;
  private static final Set<String> REGISTERED = Set.of("timeQuality", "origin", "meta");
  private static final String[] NUMBERS = {"32473", "0", "2147483647", "7", "32473.1.20"};

  /** What is sent with the default settings, except logger and thread. */
  static final DataModel PLAIN =
      new DataModel(
          "32473", "mdc", false, List.of(), List.of(), false, true, true, false, false, false,
          List.of());

  static DataModel random(Random random) {
    String number = NUMBERS[random.nextInt(NUMBERS.length)];
    int roomForName = MAX_NAME_CHARS - ("@" + number).length();
    boolean longIds = random.nextInt(4) == 0;
    String id = SettingTexts.random(random, longIds ? 60 : roomForName, "@=]\"");
    return new DataModel(
        number,
        random.nextBoolean() || id.equals("log") ? "mdc" : id,
        longIds,
        random.nextInt(4) == 0 ? List.of("a*", "b*", "x", "trace*") : List.of(),
        random.nextInt(4) == 0 ? List.of("aa", "b*") : List.of(),
        random.nextInt(4) > 0,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        ConfiguredElement.someOf(random, longIds ? 60 : roomForName));
  }

  void putInto(Map<String, String> settings) {
    settings.put("enterpriseNumber", number);
    settings.put("mdcId", SettingTexts.xml(contextId));
    settings.put("longSdIds", Boolean.toString(longIds));
    if (!includes.isEmpty()) {
      settings.put("mdcIncludes", String.join(", ", includes));
    }
    if (!excludes.isEmpty()) {
      settings.put("mdcExcludes", String.join(",", excludes));
    }
    settings.put("sequenceId", Boolean.toString(sequenceId));
    settings.put("includeLogger", Boolean.toString(logger));
    settings.put("includeThread", Boolean.toString(thread));
    settings.put("includeMarker", Boolean.toString(marker));
    settings.put("includeOrigin", Boolean.toString(origin));
    settings.put("includeTimeQuality", Boolean.toString(timeQuality));
  }

  /**
   * Adjacent elements of the same SD-ID are merged. The elements of a map message and of the
   * configuration are included even without parameters.
   *
   * @param messageNumber counted from 1
   */
  List<Element> of(LoggedEvent event, TextModel text, String appName, int messageNumber) {
    List<Element> wanted = new ArrayList<>();
    if (timeQuality) {
      wanted.add(new Element("timeQuality", List.of(new Param("tzKnown", "1"))));
    }
    if (origin) {
      wanted.add(new Element("origin", originOf(appName)));
    }
    if (sequenceId) {
      String value = Integer.toString(messageNumber);
      wanted.add(new Element("meta", List.of(new Param("sequenceId", value))));
    }
    wanted.add(new Element(contextId + "@" + number, context(event, text)));
    wanted.add(new Element("log@" + number, log(event, text)));
    wanted.removeIf(element -> element.params().isEmpty());
    MapData map = event.map();
    if (map != null) {
      wanted.add(
          new Element(cleanId(map.id() == null ? "map" : map.id()), sorted(map.entries(), text)));
    }
    for (ConfiguredElement own : ownElements) {
      wanted.add(
          new Element(
              cleanId(own.id()),
              own.params().stream()
                  .map(pattern -> param(pattern.name(), pattern.valueFor(event), text))
                  .toList()));
    }
    return withNeighboursJoined(wanted);
  }

  /**
   * Merges adjacent elements of the same SD-ID: in a message they are one element, which is omitted
   * if none of its parameters fits.
   */
  private static List<Element> withNeighboursJoined(List<Element> wanted) {
    List<Element> joined = new ArrayList<>();
    for (Element element : wanted) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).id().equals(element.id())) {
        List<Param> params = new ArrayList<>(joined.get(last).params());
        params.addAll(element.params());
        joined.set(last, new Element(element.id(), params));
      } else {
        joined.add(element);
      }
    }
    return joined;
  }

  /** RFC 5424 section 7.2. */
  private List<Param> originOf(String appName) {
    try {
      List<Param> params =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(ip -> !ip.isLoopbackAddress() && !ip.isLinkLocalAddress())
              .map(ip -> ip.getHostAddress().replaceFirst("%.*", ""))
              .sorted()
              .limit(MOST_ADDRESSES)
              .map(ip -> new Param("ip", ip))
              .collect(Collectors.toCollection(ArrayList::new));
      params.add(new Param("enterpriseId", number));
      params.add(new Param("software", appName));
      return params;
    } catch (SocketException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Key-value pairs count as context data and take precedence. */
  private List<Param> context(LoggedEvent event, TextModel text) {
    Map<String, String> all = new TreeMap<>();
    event.context().forEach((name, value) -> all.put(name, value));
    all.values().removeIf(Objects::isNull);
    event.pairs().forEach((name, value) -> all.put(name, String.valueOf(value)));
    all.keySet().removeIf(name -> !isWanted(name));
    return sorted(all, text);
  }

  private boolean isWanted(String name) {
    return (includes.isEmpty() || includes.stream().anyMatch(pattern -> fits(name, pattern)))
        && excludes.stream().noneMatch(pattern -> fits(name, pattern));
  }

  private static boolean fits(String name, String pattern) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  private List<Param> log(LoggedEvent event, TextModel text) {
    List<Param> params = new ArrayList<>();
    if (logger) {
      params.add(param("logger", event.logger(), text));
    }
    if (thread) {
      params.add(param("thread", event.thread(), text));
    }
    if (marker) {
      event.markers().forEach(each -> addMarker(each, text, params));
    }
    if (event.thrown() != null && text.stackTrace() == StackTrace.STRUCTURED_DATA) {
      params.add(param("stackTrace", TextModel.trace(event.thrown()), text));
    }
    return params;
  }

  private static void addMarker(EventMarker marker, TextModel text, List<Param> params) {
    params.add(param("marker", marker.name(), text));
    marker.references().forEach(reference -> addMarker(reference, text, params));
  }

  /** Sorted by the names as given, before cleaning. */
  private static List<Param> sorted(Map<String, @Nullable String> entries, TextModel text) {
    return new TreeMap<>(entries)
        .entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> param(entry.getKey(), entry.getValue(), text))
            .toList();
  }

  private static Param param(String name, String value, TextModel text) {
    return new Param(cleanName(name), text.written(value));
  }

  private static String cleanName(String name) {
    return cleanCharacters(name.substring(0, Math.min(name.length(), MAX_NAME_CHARS)));
  }

  /** Replaces each char separately: a surrogate pair becomes two underscores. */
  private static String cleanCharacters(String name) {
    return name.isEmpty()
        ? "_"
        : name.chars()
            .mapToObj(c -> c > ' ' && c < 0x7F && "=]\"".indexOf(c) < 0 ? (char) c + "" : "_")
            .collect(Collectors.joining());
  }

  /** RFC 5424 section 6.3.2: a registered name, or a name and its enterprise number. */
  private String cleanId(String id) {
    if (REGISTERED.contains(id)) {
      return id;
    }
    int at = id.indexOf('@');
    boolean owned = at > 0 && id.substring(at + 1).matches("\\d+(\\.\\d+)*");
    String owner = owned ? id.substring(at) : "@" + number;
    String name = cleanCharacters(owned ? id.substring(0, at) : id).replace('@', '_');
    if (longIds) {
      return name + owner;
    }
    return name.substring(0, Math.min(name.length(), MAX_NAME_CHARS - owner.length())) + owner;
  }
}
