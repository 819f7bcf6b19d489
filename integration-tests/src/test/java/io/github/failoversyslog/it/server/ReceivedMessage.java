package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.wire.Rfc5424Message;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as parsed by a real server. A field sent as "-" is "-" here.
 *
 * <p>Known differences from the sent message are in {@code conformance.KnownDeviations}; also,
 * syslog-ng replaces the HOSTNAME "-" by the peer's address. A TIMESTAMP "-" becomes the time of
 * reception.
 *
 * @param facility 0 to 23
 * @param severity 0 to 7
 * @param timestamp with the sent offset; in microseconds
 * @param structuredData parameters by SD-ID, unescaped, in the order received; the last value of a
 *     repeated parameter
 * @param text MSG
 */
public record ReceivedMessage(
    int facility,
    int severity,
    OffsetDateTime timestamp,
    String host,
    String appName,
    String procId,
    String msgId,
    Map<String, Map<String, String>> structuredData,
    String text) {
  private static final String NIL = "-";

  /**
   * Converts a message, dropping the order of elements and all but the last of repeated parameters.
   */
  public static ReceivedMessage of(Rfc5424Message message) {
    Map<String, Map<String, String>> structuredData = new LinkedHashMap<>();
    for (Rfc5424Message.Element element : message.elements()) {
      Map<String, String> params =
          structuredData.computeIfAbsent(element.id(), id -> new LinkedHashMap<>());
      element.params().forEach(param -> params.put(param.name(), param.value()));
    }
    return new ReceivedMessage(
        message.facility(),
        message.severity(),
        message.timestamp(),
        message.host(),
        message.appName(),
        message.procId(),
        message.msgId(),
        structuredData,
        message.text());
  }

  /** Converts the timestamp to UTC, the offset that this project sends. */
  public ReceivedMessage inUtc() {
    return new ReceivedMessage(
        facility,
        severity,
        timestamp.withOffsetSameInstant(ZoneOffset.UTC),
        host,
        appName,
        procId,
        msgId,
        structuredData,
        text);
  }

  /** Parses a line written by the templates in {@code daemons/}. */
  public static ReceivedMessage ofJson(String line) {
    JsonNode json = JsonMapper.shared().readTree(line);
    return new ReceivedMessage(
        Integer.parseInt(field(json, "facility")),
        Integer.parseInt(field(json, "severity")),
        OffsetDateTime.parse(field(json, "timestamp")),
        field(json, "host"),
        field(json, "appName"),
        field(json, "procId"),
        field(json, "msgId"),
        structuredDataOf(text(json, "structuredData")),
        text(json, "text"));
  }

  /** syslog-ng writes base64, because a zero byte in its JSON looks like the text {@code \\x00}. */
  private static String text(JsonNode json, String name) {
    JsonNode base64 = json.get(name + "Base64");
    return base64 == null
        ? json.required(name).asString()
        : new String(Base64.getDecoder().decode(base64.asString()), UTF_8);
  }

  /** syslog-ng writes an empty string for "-"; no header field can be empty. */
  private static String field(JsonNode json, String name) {
    String value = json.required(name).asString();
    return value.isEmpty() ? NIL : value;
  }

  /** Parses RFC 5424 section 6.3; both servers write that format. */
  private static Map<String, Map<String, String>> structuredDataOf(String encoded) {
    Map<String, Map<String, String>> elements = new LinkedHashMap<>();
    int at = 0;
    while (at < encoded.length() && encoded.charAt(at) == '[') {
      int idEnd = at + 1;
      while (encoded.charAt(idEnd) != ' ' && encoded.charAt(idEnd) != ']') {
        idEnd++;
      }
      Map<String, String> parameters =
          elements.computeIfAbsent(encoded.substring(at + 1, idEnd), id -> new LinkedHashMap<>());
      at = idEnd;
      while (encoded.charAt(at) == ' ') {
        int nameEnd = encoded.indexOf("=\"", at);
        StringBuilder value = new StringBuilder();
        int next = nameEnd + 2;
        for (; encoded.charAt(next) != '"'; next++) {
          if (encoded.charAt(next) == '\\' && "\"\\]".indexOf(encoded.charAt(next + 1)) >= 0) {
            next++;
          }
          value.append(encoded.charAt(next));
        }
        parameters.put(encoded.substring(at + 1, nameEnd), value.toString());
        at = next + 1;
      }
      at++; // the closing bracket
    }
    return elements;
  }
}
