package io.github.failoversyslog.wire;

import io.github.failoversyslog.Facility;
import io.github.failoversyslog.MessageFormat;
import io.github.failoversyslog.Severity;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a header around the timestamp, made once and shared by all threads. The fields are
 * the same for all messages, but for MSGID if the event has one of its own.
 */
public final class Header {
  private static final Severity[] SEVERITIES = Severity.values();

  private final byte[][] beforeTimestamp = new byte[SEVERITIES.length][];
  private final byte[] afterTimestamp;
  private final byte[] beforeMessageId; // empty: the format has none

  private Header(Facility facility, String version, String afterTimestamp, String beforeMessageId) {
    for (Severity severity : SEVERITIES) {
      beforeTimestamp[severity.ordinal()] =
          ascii("<" + facility.priority(severity) + ">" + version);
    }
    this.afterTimestamp = ascii(afterTimestamp);
    this.beforeMessageId = ascii(beforeMessageId);
  }

  public static Header of(MessageFormat format, Facility facility, HeaderFields fields) {
    return switch (format) {
      case RFC5424 -> rfc5424(facility, fields);
      case RFC3164 -> rfc3164(facility, fields);
    };
  }

  /** RFC 5424 section 6.2. */
  private static Header rfc5424(Facility facility, HeaderFields fields) {
    String beforeMessageId =
        " " + fields.hostName() + " " + fields.appName() + " " + fields.processId() + " ";
    return new Header(facility, "1 ", beforeMessageId + fields.messageId() + " ", beforeMessageId);
  }

  /** RFC 3164 section 4.1; the text follows at once. */
  private static Header rfc3164(Facility facility, HeaderFields fields) {
    BsdFields bsd = BsdFields.of(fields);
    return new Header(facility, "", " " + bsd.host() + " " + bsd.tag() + ": ", "");
  }

  /**
   * @param messageId of this event; null for the one of all messages
   */
  void writeTo(
      MessageBuffer out,
      Severity severity,
      TimestampEncoder timestamp,
      long epochSecond,
      int nano,
      @Nullable String messageId) {
    out.append(beforeTimestamp[severity.ordinal()]);
    timestamp.writeTo(out, epochSecond, nano);
    if (messageId == null || beforeMessageId.length == 0) {
      out.append(afterTimestamp);
    } else {
      out.append(beforeMessageId);
      out.append(ascii(HeaderFields.cleanMessageId(messageId)));
      out.append(' ');
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
