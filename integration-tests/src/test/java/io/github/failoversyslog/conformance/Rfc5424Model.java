package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.application.LoggedEvent.MapData;
import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
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
import java.util.Random;
import java.util.stream.Collectors;

/**
 * RFC 5424.
 *
 * @param maxBytes maximum length of a message
 */
record Rfc5424Model(
    Facility facility,
    String host,
    String appName,
    String procId,
    String msgId,
    boolean markerAsMessageId,
    boolean byteOrderMark,
    int maxBytes,
    TextModel text,
    DataModel data)
    implements MessageModel {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MAX_MESSAGE_ID_CHARS = 32;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(0, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final OffsetDateTime LAST =
      OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);

  /**
   * @param notInHosts characters to exclude from HOSTNAME
   */
  static Rfc5424Model random(Random random, String notInHosts, TextModel text) {
    return new Rfc5424Model(
        Facility.values()[random.nextInt(Facility.values().length)],
        SettingTexts.randomHost(random, 255, notInHosts),
        SettingTexts.random(random, 48, ""),
        SettingTexts.random(random, 128, ""),
        SettingTexts.random(random, 32, ""),
        random.nextBoolean(),
        random.nextBoolean(),
        MAX_BYTES,
        text,
        DataModel.random(random));
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("facility", facility.name().toLowerCase(Locale.ROOT));
    settings.put("hostName", SettingTexts.xml(host));
    settings.put("appName", SettingTexts.xml(appName));
    settings.put("processId", SettingTexts.xml(procId));
    settings.put("messageId", SettingTexts.xml(msgId));
    settings.put("markerAsMessageId", Boolean.toString(markerAsMessageId));
    settings.put("bom", Boolean.toString(byteOrderMark));
    settings.put("maxMessageSize", Integer.toString(maxBytes));
    text.putInto(settings);
    data.putInto(settings);
    return settings;
  }

  @Override
  public List<ConfiguredElement> ownElements() {
    return data.ownElements();
  }

  @Override
  public List<Rfc5424Message> messages(LoggedEvent event, int number) {
    List<Rfc5424Message> messages = new ArrayList<>();
    for (String each : text.of(event)) {
      messages.add(message(event, each, number + messages.size()));
    }
    return messages;
  }

  private Rfc5424Message message(LoggedEvent event, String msg, int number) {
    Rfc5424Message empty =
        new Rfc5424Message(
            facility.priority(MessageModel.severity(event)) / 8,
            MessageModel.severity(event).ordinal(),
            timestamp(event.time()),
            host,
            appName,
            procId,
            messageId(event),
            List.of(),
            true,
            "");
    List<Element> wanted = data.of(event, text, appName, number);
    Filled filled = withWhatFits(empty, wanted);
    Rfc5424Message message = filled.message();
    String prefix = byteOrderMark && msg.chars().anyMatch(c -> c >= 0x80) ? BYTE_ORDER_MARK : "";
    return message.withText(
        text.fitted(prefix, msg, maxBytes - bytes(message).length, filled.whole()));
  }

  private String messageId(LoggedEvent event) {
    MapData map = event.map();
    if (map != null && map.id() != null) {
      return cleanMessageId(map.type());
    }
    boolean marked = markerAsMessageId && !event.markers().isEmpty();
    return marked ? cleanMessageId(event.markers().get(0).name()) : msgId;
  }

  private static String cleanMessageId(String id) {
    String clean =
        id.chars()
            .limit(MAX_MESSAGE_ID_CHARS)
            .mapToObj(c -> c > ' ' && c < 0x7F ? (char) c + "" : "?")
            .collect(Collectors.joining());
    return clean.isEmpty() ? "-" : clean;
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

  /**
   * A message with structured data.
   *
   * @param whole whether nothing was left out
   */
  private record Filled(Rfc5424Message message, boolean whole) {}

  /**
   * Adds elements and parameters up to the first that does not fit as a whole, then the truncation
   * mark.
   */
  private Filled withWhatFits(Rfc5424Message message, List<Element> wanted) {
    Rfc5424Message filled = message;
    for (Element element : wanted) {
      List<List<Param>> steps =
          element.params().isEmpty()
              ? List.of(List.of())
              : element.params().stream().map(List::of).toList();
      for (List<Param> step : steps) {
        Rfc5424Message more = filled.withElements(with(filled.elements(), element.id(), step));
        if (!more.equals(filled) && bytes(more.withText(MARK)).length > maxBytes) {
          return new Filled(filled, false);
        }
        filled = more;
      }
    }
    return new Filled(filled, true);
  }

  /** Adds to the element with this id at the end, or as a new element. */
  private static List<Element> with(List<Element> elements, String id, List<Param> behind) {
    List<Element> more = new ArrayList<>();
    boolean added = false;
    for (Element element : elements) {
      List<Param> params = new ArrayList<>(element.params());
      if (element.id().equals(id)) {
        params.addAll(behind);
        added = true;
      }
      more.add(new Element(element.id(), params));
    }
    if (!added) {
      more.add(new Element(id, behind));
    }
    return more;
  }

  @Override
  public byte[] bytes(Rfc5424Message message) {
    String elements =
        message.elements().stream().map(Rfc5424Model::element).collect(Collectors.joining());
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
