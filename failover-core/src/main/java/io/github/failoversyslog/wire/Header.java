package io.github.failoversyslog.wire;

import io.github.failoversyslog.Facility;
import io.github.failoversyslog.Severity;
import java.nio.charset.StandardCharsets;

/**
 * The parts of an RFC 5424 header (section 6.2) around the timestamp, made once and shared by all
 * threads.
 */
public final class Header {
  private static final Severity[] SEVERITIES = Severity.values();

  private final byte[][] beforeTimestamp = new byte[SEVERITIES.length][];
  private final byte[] afterTimestamp;

  public Header(Facility facility, HeaderFields fields) {
    for (Severity severity : SEVERITIES) {
      beforeTimestamp[severity.ordinal()] = ascii("<" + facility.priority(severity) + ">1 ");
    }
    afterTimestamp =
        ascii(
            String.join(
                " ",
                "",
                fields.hostName(),
                fields.appName(),
                fields.processId(),
                fields.messageId(),
                ""));
  }

  void writeTo(
      MessageBuffer out,
      Severity severity,
      TimestampEncoder timestamp,
      long epochSecond,
      int nano) {
    out.append(beforeTimestamp[severity.ordinal()]);
    timestamp.writeTo(out, epochSecond, nano);
    out.append(afterTimestamp);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
