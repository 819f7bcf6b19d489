package io.github.failoversyslog.wire;

import io.github.failoversyslog.status.Severity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes headers. Remembers, for every severity, the one of the last second: most messages cost a
 * copy of it and six digits. Not for several threads at once.
 */
final class HeaderEncoder {
  private final TimestampFormat format;
  private final byte[][] headers = new byte[Severity.values().length][]; // by severity
  private @Nullable Header ofHeader;
  private long ofSecond;
  private byte[] timestamp = new byte[0];

  HeaderEncoder(TimestampFormat format) {
    this.format = format;
  }

  /**
   * @param epochSecond cut to the years that the format has
   * @param nano of the second, 0 to 999,999,999; cut to microseconds
   * @param messageId of this message; null for that of all messages
   */
  void write(
      EncodeBuffer out,
      Header header,
      Severity severity,
      long epochSecond,
      int nano,
      @Nullable String messageId) {
    if (epochSecond != ofSecond || header != ofHeader) {
      Arrays.fill(headers, null);
      ofHeader = header;
      ofSecond = epochSecond;
      timestamp = format.beginningOf(epochSecond);
    }
    byte[] bytes = headers[severity.ordinal()];
    if (bytes == null) {
      bytes = header.with(severity, timestamp);
      headers[severity.ordinal()] = bytes;
    }
    format.putFraction(bytes, header.timestampStart(severity) + timestamp.length, nano);
    if (messageId == null || !header.hasMessageId()) {
      out.append(bytes);
    } else {
      out.append(bytes, 0, bytes.length - header.messageIdBytes());
      out.append(Header.messageId(messageId));
    }
  }
}
