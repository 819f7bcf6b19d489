package io.github.failoversyslog.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the text of a setting has to be, and the range of its value. */
public sealed interface ValueKind {

  /** The range in words, as {@code docs/configuration.md} has it. */
  String description();

  /** What is taken as it is written, or has a form of its own. */
  enum Plain implements ValueKind {
    TEXT("text"),
    LIST("comma separated"),
    FILE("file name"),
    FLAG("true, false"),
    ELEMENT("element");

    private final String description;

    Plain(String description) {
      this.description = description;
    }

    @Override
    public String description() {
      return description;
    }
  }

  /** A whole number. */
  record Numbers(int min, int max) implements ValueKind {

    @Override
    public String description() {
      return min + " to " + max;
    }
  }

  /**
   * A time; 365 days at most.
   *
   * @param min the shortest, in whole seconds, or 0: any above 0
   * @param zeroAllowed whether 0 turns something off
   */
  record Times(Duration min, boolean zeroAllowed) implements ValueKind {
    static final Duration MAX = Duration.ofDays(365);

    @Override
    public String description() {
      String time = min.isZero() ? "time" : "time from " + min.toSeconds() + " s on";
      return zeroAllowed ? time + (min.isZero() ? " or 0" : ", or 0") : time;
    }
  }

  /**
   * A number of bytes.
   *
   * @param maxOfDatagrams with {@link Protocol#UDP}
   */
  record Sizes(long min, long max, long maxOfDatagrams) implements ValueKind {

    long maxWith(Protocol protocol) {
      return protocol == Protocol.UDP ? maxOfDatagrams : max;
    }

    @Override
    public String description() {
      String range = Quantities.sizeText(min) + " to " + Quantities.sizeText(max);
      return max == maxOfDatagrams
          ? range
          : range + "; udp: to " + Quantities.sizeText(maxOfDatagrams);
    }
  }

  /**
   * One of several words, in any case.
   *
   * @param values by word, in the order in which they are listed
   * @param aliases what other appenders call some of them; not listed
   */
  record Words(Map<String, Enum<?>> values, Map<String, Enum<?>> aliases) implements ValueKind {

    public Words {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      aliases = Map.copyOf(aliases);
    }

    static Words of(Class<? extends Enum<?>> type, Map<String, Enum<?>> aliases) {
      Map<String, Enum<?>> values = new LinkedHashMap<>();
      for (Enum<?> value : type.getEnumConstants()) {
        values.put(spelling(value), value);
      }
      return new Words(values, aliases);
    }

    /** How a constant is written: in small letters, if it has no text of its own. */
    static String spelling(Enum<?> value) {
      String text = value.toString();
      return text.equals(value.name()) ? text.toLowerCase(Locale.ROOT) : text;
    }

    @Override
    public String description() {
      return String.join(", ", values.keySet());
    }
  }
}
