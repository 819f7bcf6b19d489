package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.wire.Rfc5424Message;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * RFC 3164. Its messages have TAG as APP-NAME and the text in brackets after it as PROCID.
 *
 * @param maxBytes maximum length of a message
 */
record Rfc3164Model(
    Facility facility, String host, String appName, String procId, int maxBytes, TextModel text)
    implements MessageModel {

  /** RFC 3164 section 4.1. */
  private static final int DEFAULT_MAX_BYTES = 1024;

  private static final int MAX_TAG_CHARS = 32;
  private static final String NONE = "-";
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /**
   * @param notInHosts characters to exclude from HOSTNAME, except in domains and addresses
   */
  static Rfc3164Model random(Random random, String notInHosts, TextModel text) {
    return new Rfc3164Model(
        Facility.values()[random.nextInt(Facility.values().length)],
        randomHost(random, notInHosts),
        random.nextInt(8) == 0 ? NONE : SettingTexts.random(random, 48, ""),
        random.nextInt(8) == 0 ? NONE : SettingTexts.random(random, 128, ""),
        random.nextBoolean() ? DEFAULT_MAX_BYTES : MAX_BYTES,
        text);
  }

  private static String randomHost(Random random, String notInHosts) {
    return switch (random.nextInt(4)) {
      case 0 -> "192.0.2." + random.nextInt(256);
      case 1 -> "web-" + random.nextInt(1000) + ".shop_1.example.net";
      default -> SettingTexts.randomHost(random, 255, notInHosts);
    };
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("format", "rfc3164");
    settings.put("facility", facility.name().toLowerCase(Locale.ROOT));
    settings.put("hostName", SettingTexts.xml(host));
    settings.put("appName", SettingTexts.xml(appName));
    settings.put("processId", SettingTexts.xml(procId));
    if (maxBytes != DEFAULT_MAX_BYTES) {
      settings.put("maxMessageSize", Integer.toString(maxBytes));
    }
    text.putInto(settings);
    return settings;
  }

  @Override
  public List<ConfiguredElement> ownElements() {
    return List.of();
  }

  @Override
  public List<Rfc5424Message> messages(LoggedEvent event, int number) {
    return text.of(event).stream().map(each -> message(event, each)).toList();
  }

  private Rfc5424Message message(LoggedEvent event, String msg) {
    Rfc5424Message empty =
        new Rfc5424Message(
            facility.priority(MessageModel.severity(event)) / 8,
            MessageModel.severity(event).ordinal(),
            event.time().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC),
            withoutDomain(host),
            clean(appName.substring(0, Math.min(appName.length(), MAX_TAG_CHARS))),
            procId.equals(NONE) ? NONE : clean(procId),
            NONE,
            List.of(),
            true,
            "");
    return empty.withText(text.fitted("", msg, maxBytes - bytes(empty).length, true));
  }

  /** An address has no domain. */
  private static String withoutDomain(String host) {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    int dot = host.indexOf('.');
    return address || dot < 1 ? host : host.substring(0, dot);
  }

  private static String clean(String text) {
    return text.chars()
        .mapToObj(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0 ? (char) c + "" : "_")
        .collect(Collectors.joining());
  }

  @Override
  public byte[] bytes(Rfc5424Message message) {
    ZonedDateTime time = message.timestamp().atZoneSameInstant(ZoneId.systemDefault());
    return "<%d>%s %2d %02d:%02d:%02d %s %s%s: %s"
        .formatted(
            8 * message.facility() + message.severity(),
            MONTHS.get(time.getMonthValue() - 1),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            message.host(),
            message.appName(),
            message.procId().equals(NONE) ? "" : "[" + message.procId() + "]",
            message.text())
        .getBytes(UTF_8);
  }
}
