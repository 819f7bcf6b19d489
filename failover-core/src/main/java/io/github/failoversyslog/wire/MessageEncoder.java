package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.status.Severity;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages, one after the other, into a buffer: {@link #begin}, {@link #data}, {@link
 * #text}, {@link #finish}. Not for several threads at once.
 *
 * <p>What would make the message longer than its limit is left out so that the message stays valid:
 * whole parameters of the structured data, and the end of the text. The text then ends with {@code
 * ...[truncated]}.
 */
public final class MessageEncoder {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final EncodeBuffer out;
  private final Escapes textEscapes; // both are read once, as every event asks
  private final boolean byteOrderMark;
  private final boolean structured;
  private final HeaderEncoder headers;
  private final TextEncoder texts;
  private final StructuredData data;
  private boolean inText;
  private int textStart;

  /**
   * @param zone of timestamps, where the format has local ones
   */
  public MessageEncoder(EncodeBuffer out, TextRules rules, MessageFormat format, ZoneId zone) {
    this.out = out;
    this.textEscapes = rules.text();
    this.byteOrderMark = rules.byteOrderMark();
    this.structured = format == MessageFormat.RFC5424;
    this.headers =
        new HeaderEncoder(structured ? TimestampFormat.rfc5424() : TimestampFormat.rfc3164(zone));
    this.texts = new TextEncoder(out);
    this.data = new StructuredData(out, texts, rules.paramValue(), structured);
  }

  /**
   * Starts a message; one that was not finished is forgotten.
   *
   * @param header of the encoder's format
   * @param messageId MSGID of this message; null for that of the header
   */
  public void begin(
      Header header, Severity severity, long epochSecond, int nano, @Nullable String messageId) {
    out.clear();
    data.begin();
    inText = false;
    headers.write(out, header, severity, epochSecond, nano, messageId);
  }

  /** The structured data of the message; complete once there is text. */
  public StructuredData data() {
    return data;
  }

  /** Appends to MSG. */
  public void text(CharSequence text) {
    beginText();
    if (byteOrderMark && !inText && !isAscii(text)) {
      out.append(BYTE_ORDER_MARK);
    }
    inText = true;
    texts.append(text, textEscapes);
  }

  private void beginText() {
    if (!inText) {
      data.end();
      if (structured) {
        out.append(' ');
      }
      textStart = out.length();
    }
  }

  /** Completes the message, which is then in the buffer. */
  public void finish() {
    if (!inText) {
      data.closeElement(); // which may find that there is no room
    }
    if (out.isTruncated()) {
      beginText();
      out.endWithMark(textStart);
    } else if (!inText) {
      data.end();
    }
  }

  private static boolean isAscii(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
