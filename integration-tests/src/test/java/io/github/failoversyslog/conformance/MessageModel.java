package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.Facility;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.it.LoggedEvent;
import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The message that an event has to become, by RFC 5424 and {@code docs/configuration.md}. Written
 * without our encoder, simply and slowly, so that both are wrong in the same way only by accident.
 *
 * @param singleLine whether the framing allows neither a line feed nor a zero byte
 * @param printable whether control characters are escaped
 * @param maxBytes of a message
 */
record MessageModel(
    Facility facility,
    String host,
    String appName,
    String procId,
    String msgId,
    boolean byteOrderMark,
    boolean singleLine,
    boolean printable,
    int maxBytes) {

  /** For events that are not numbered. */
  static final int NO_NUMBER = 0;

  /** Few, so that many random texts are longer. */
  static final int MAX_BYTES = 4096;

  /** What a message ends with of which something was left out. */
  private static final String MARK = "...[truncated]";

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MAX_NAME_CHARS = 32;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(0, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final OffsetDateTime LAST =
      OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);

  /**
   * @param notInHosts characters that no HOSTNAME is to have
   */
  static MessageModel random(Random random, String notInHosts, boolean singleLine) {
    return new MessageModel(
        Facility.values()[random.nextInt(Facility.values().length)],
        field(random, 255, notInHosts),
        field(random, 48, ""),
        field(random, 128, ""),
        field(random, 32, ""),
        random.nextBoolean(),
        singleLine,
        random.nextInt(4) == 0,
        MAX_BYTES);
  }

  /** Logback cuts settings at a brace and at ":-", where they could refer to variables. */
  private static String field(Random random, int maxChars, String without) {
    return new RandomTexts(random).printable(maxChars, without + "${}\\").replace(":-", ";-");
  }

  /** What makes the appender send such messages, by the names of the settings, as XML has them. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("facility", facility.name().toLowerCase(Locale.ROOT));
    settings.put("hostName", xml(host));
    settings.put("appName", xml(appName));
    settings.put("processId", xml(procId));
    settings.put("messageId", xml(msgId));
    settings.put("bom", Boolean.toString(byteOrderMark));
    settings.put("controlCharacters", printable ? "escape" : "keep");
    settings.put("maxMessageSize", Integer.toString(maxBytes));
    settings.put("sequenceId", "true");
    settings.put("includeLogger", "true");
    settings.put("includeThread", "true");
    return settings;
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * @param number of the event, from 1 on, or {@link #NO_NUMBER}
   */
  Rfc5424Message message(LoggedEvent event, int number) {
    List<Element> wanted = new ArrayList<>();
    if (number != NO_NUMBER) {
      wanted.add(new Element("meta", List.of(new Param("sequenceId", Integer.toString(number)))));
    }
    wanted.add(new Element("mdc@32473", context(event)));
    wanted.add(
        new Element(
            "log@32473",
            List.of(param("logger", event.logger()), param("thread", event.thread()))));
    List<Element> elements = new ArrayList<>();
    boolean whole = addWhatFits(wanted, elements, event);
    return message(event, elements, text(event, elements, whole));
  }

  private Rfc5424Message message(LoggedEvent event, List<Element> elements, String text) {
    return new Rfc5424Message(
        facility.priority(severity(event)) / 8,
        severity(event).ordinal(),
        timestamp(event.time()),
        host,
        appName,
        procId,
        msgId,
        elements,
        true,
        text);
  }

  static Severity severity(LoggedEvent event) {
    return switch (event.level()) {
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARNING;
      case INFO -> Severity.INFORMATIONAL;
      case DEBUG, TRACE -> Severity.DEBUG;
    };
  }

  private static OffsetDateTime timestamp(Instant time) {
    Instant possible =
        time.isBefore(FIRST.toInstant())
            ? FIRST.toInstant().plusNanos(time.getNano())
            : time.getEpochSecond() > LAST.toEpochSecond()
                ? LAST.toInstant().plusNanos(time.getNano())
                : time;
    return possible.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** In the order of the names as they were given. */
  private List<Param> context(LoggedEvent event) {
    return new TreeMap<>(event.context())
        .entrySet().stream()
            .map(entry -> param(entry.getKey(), Objects.toString(entry.getValue(), "")))
            .toList();
  }

  private Param param(String name, String value) {
    return new Param(
        cleanName(name), value.codePoints().mapToObj(this::written).collect(Collectors.joining()));
  }

  /** Each char by itself: a pair becomes two underscores. */
  private static String cleanName(String name) {
    String cut = name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
    return cut.isEmpty()
        ? "_"
        : cut.chars()
            .mapToObj(c -> c > ' ' && c < 0x7F && "=]\"".indexOf(c) < 0 ? (char) c + "" : "_")
            .collect(Collectors.joining());
  }

  /** How a character is written. */
  private String written(int codePoint) {
    if ((singleLine || printable) && codePoint == '\n') {
      return "\\n";
    }
    if ((printable && Character.isISOControl(codePoint)) || (singleLine && codePoint == 0)) {
      return "#%03o".formatted(codePoint);
    }
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? "\uFFFD" : Character.toString(codePoint);
  }

  /** Parameters up to the first that does not fit as a whole. */
  private boolean addWhatFits(List<Element> wanted, List<Element> elements, LoggedEvent event) {
    for (Element element : wanted) {
      List<Param> params = new ArrayList<>();
      for (Param param : element.params()) {
        params.add(param);
        List<Element> more = new ArrayList<>(elements);
        more.add(new Element(element.id(), params));
        if (size(message(event, more, MARK)) > maxBytes) {
          params.remove(params.size() - 1);
          addTo(elements, element.id(), params);
          return false;
        }
      }
      addTo(elements, element.id(), params);
    }
    return true;
  }

  private static void addTo(List<Element> elements, String id, List<Param> params) {
    if (!params.isEmpty()) {
      elements.add(new Element(id, params));
    }
  }

  private String text(LoggedEvent event, List<Element> elements, boolean whole) {
    String text = event.message() + stackTrace(event);
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    List<String> characters = new ArrayList<>();
    if (byteOrderMark && !ascii) {
      characters.add(BYTE_ORDER_MARK);
    }
    text.codePoints().mapToObj(this::written).forEach(characters::add);
    String all = String.join("", characters);
    if (whole && size(message(event, elements, all)) <= maxBytes) {
      return all;
    }
    int room = maxBytes - size(message(event, elements, MARK));
    StringBuilder fits = new StringBuilder();
    for (String character : characters) {
      room -= character.getBytes(UTF_8).length;
      if (room < 0) {
        break;
      }
      fits.append(character);
    }
    return fits + MARK;
  }

  /** As the JDK prints it, without the last line feed. */
  private static String stackTrace(LoggedEvent event) {
    if (event.thrown() == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    event.thrown().printStackTrace(new PrintWriter(trace));
    String lines = trace.toString();
    return "\n" + lines.substring(0, lines.length() - System.lineSeparator().length());
  }

  private static int size(Rfc5424Message message) {
    return bytes(message).length;
  }

  /** The message on the wire, without framing. */
  static byte[] bytes(Rfc5424Message message) {
    String elements =
        message.elements().stream().map(MessageModel::element).collect(Collectors.joining());
    return String.join(
            " ",
            "<" + (8 * message.facility() + message.severity()) + ">1",
            TIMESTAMP.format(message.timestamp()),
            message.host(),
            message.appName(),
            message.procId(),
            message.msgId(),
            elements.isEmpty() ? "-" : elements,
            message.text())
        .getBytes(UTF_8);
  }

  private static String element(Element element) {
    return element.params().stream()
        .map(param -> " " + param.name() + "=\"" + escaped(param.value()) + "\"")
        .collect(Collectors.joining("", "[" + element.id(), "]"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
  }
}
