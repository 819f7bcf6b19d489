package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.config.StackTrace;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.application.LoggedEvent.MapData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which texts of an event are sent, and how they are escaped.
 *
 * @param singleLine whether the framing allows neither a line feed nor a zero byte
 * @param printable whether control characters are escaped
 */
record TextModel(
    boolean singleLine, boolean printable, String newlineEscape, StackTrace stackTrace) {
  private static final String LINE_FEEDS_STAY = "none";
  private static final String[] ESCAPES = {"\\n", "<LF>", "\\\"]\\", "é"};

  /**
   * @param datagrams whether each event is one message, in which line feeds may remain
   */
  static TextModel random(Random random, boolean singleLine, boolean datagrams) {
    StackTrace where = StackTrace.values()[random.nextInt(StackTrace.values().length)];
    boolean printable = random.nextInt(4) == 0;
    return new TextModel(
        singleLine,
        printable,
        datagrams && !printable && random.nextBoolean()
            ? LINE_FEEDS_STAY
            : ESCAPES[random.nextInt(ESCAPES.length)],
        where == StackTrace.LINES && datagrams ? StackTrace.MESSAGE : where);
  }

  void putInto(Map<String, String> settings) {
    settings.put("controlCharacters", printable ? "escape" : "keep");
    settings.put("newlineEscape", SettingTexts.xml(newlineEscape));
    settings.put("stackTrace", stackTrace.toString());
  }

  /** The MSG of each message of an event, before escaping and truncation. */
  List<String> of(LoggedEvent event) {
    List<String> texts = new ArrayList<>(List.of(messageOf(event)));
    if (event.thrown() != null && stackTrace == StackTrace.MESSAGE) {
      texts.set(0, texts.get(0) + "\n" + trace(event.thrown()));
    }
    if (event.thrown() != null && stackTrace == StackTrace.LINES) {
      trace(event.thrown())
          .lines()
          .forEach(line -> texts.add(line.startsWith("\t") ? line : "\t" + line));
    }
    return texts;
  }

  private static String messageOf(LoggedEvent event) {
    MapData data = event.map();
    return data == null || data.id() != null
        ? event.message()
        : new TreeMap<>(data.entries())
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(" "));
  }

  /** The stack trace as printed by the JDK, without the last line feed. */
  static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String lines = trace.toString();
    return lines.substring(0, lines.length() - System.lineSeparator().length());
  }

  String written(String text) {
    return text.codePoints().mapToObj(this::written).collect(Collectors.joining());
  }

  /** The escaped form of a character. */
  private String written(int codePoint) {
    if ((singleLine || printable) && codePoint == '\n') {
      return newlineEscape.equals(LINE_FEEDS_STAY) ? "\n" : newlineEscape;
    }
    if ((printable && Character.isISOControl(codePoint)) || (singleLine && codePoint == 0)) {
      return "#%03o".formatted(codePoint);
    }
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? "\uFFFD" : Character.toString(codePoint);
  }

  /**
   * The escaped text if it fits, else as much of it as leaves room for the mark. The escape
   * sequence of a character is never split.
   *
   * @param prefix precedes the text and is truncated with it
   * @param mayBeWhole false if the mark is required for another reason
   */
  String fitted(String prefix, String text, int maxBytes, boolean mayBeWhole) {
    String all = prefix + written(text);
    if (mayBeWhole && bytesOf(all) <= maxBytes) {
      return all;
    }
    List<String> characters = new ArrayList<>(prefix.isEmpty() ? List.of() : List.of(prefix));
    text.codePoints().mapToObj(this::written).forEach(characters::add);
    int room = maxBytes - bytesOf(MessageModel.MARK);
    StringBuilder fits = new StringBuilder();
    for (String character : characters) {
      room -= bytesOf(character);
      if (room < 0) {
        break;
      }
      fits.append(character);
    }
    return fits + MessageModel.MARK;
  }

  private static int bytesOf(String text) {
    return text.getBytes(UTF_8).length;
  }
}
