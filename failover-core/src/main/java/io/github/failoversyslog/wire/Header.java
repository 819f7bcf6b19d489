package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.status.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a header around the timestamp, made once and shared by all threads. The fields are
 * the same for all messages, but for MSGID if the event has one of its own.
 */
public final class Header {
  private static final Severity[] SEVERITIES = Severity.values();

  private final byte[][] beforeTimestamp = new byte[SEVERITIES.length][];
  private final byte[] afterTimestamp;
  private final int messageIdBytes; // at the end; 0: the format has none

  private Header(Facility facility, String version, String afterTimestamp, String messageId) {
    for (Severity severity : SEVERITIES) {
      beforeTimestamp[severity.ordinal()] =
          ascii("<" + facility.priority(severity) + ">" + version);
    }
    this.afterTimestamp = ascii(afterTimestamp + messageId);
    this.messageIdBytes = messageId.length();
  }

  public static Header of(MessageFormat format, Facility facility, HeaderFields fields) {
    return switch (format) {
      case RFC5424 -> rfc5424(facility, fields);
      case RFC3164 -> rfc3164(facility, fields);
    };
  }

  /** RFC 5424 section 6.2. */
  private static Header rfc5424(Facility facility, HeaderFields fields) {
    return new Header(
        facility,
        "1 ",
        " " + fields.hostName() + " " + fields.appName() + " " + fields.processId() + " ",
        fields.messageId() + " ");
  }

  /** RFC 3164 section 4.1; the text follows at once. */
  private static Header rfc3164(Facility facility, HeaderFields fields) {
    BsdFields bsd = BsdFields.of(fields);
    return new Header(facility, "", " " + bsd.host() + " " + bsd.tag() + ": ", "");
  }

  /** A whole header. */
  byte[] with(Severity severity, byte[] timestamp) {
    byte[] before = beforeTimestamp[severity.ordinal()];
    return ByteBuffer.allocate(before.length + timestamp.length + afterTimestamp.length)
        .put(before)
        .put(timestamp)
        .put(afterTimestamp)
        .array();
  }

  int timestampStart(Severity severity) {
    return beforeTimestamp[severity.ordinal()].length;
  }

  boolean hasMessageId() {
    return messageIdBytes > 0;
  }

  /** How many bytes at the end are MSGID. */
  int messageIdBytes() {
    return messageIdBytes;
  }

  /** Another MSGID, for that end. */
  static byte[] messageId(String messageId) {
    return ascii(HeaderFields.cleanMessageId(messageId) + " ");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
