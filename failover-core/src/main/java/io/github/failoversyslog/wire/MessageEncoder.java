package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.config.SdName;
import io.github.failoversyslog.config.Severity;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages, one after the other, into its own buffer: {@link #begin}, elements with their
 * parameters, text, {@link #finish}. Not for several threads at once.
 *
 * <p>What would make the message longer than its limit is left out so that the message stays valid:
 * whole parameters of the structured data, and the end of the text. The text then ends with {@code
 * ...[truncated]}. RFC 3164 has no structured data: there, elements are left out.
 */
public final class MessageEncoder {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] NO_ELEMENT = {};
  private static final int BEHIND_A_VALUE_BYTES = "\"] ".length() + EncodeBuffer.MARK.length;
  private static final int BEHIND_A_JOINED_VALUE_BYTES =
      BEHIND_A_VALUE_BYTES - 1; // the bracket is there
  private static final int BEHIND_AN_ID_BYTES = BEHIND_A_VALUE_BYTES - 1; // there is no quote

  private final EncodeBuffer out;
  private final TextRules rules;
  private final boolean structured;
  private final HeaderEncoder headers;
  private final NameBytes paramStarts = new NameBytes(MessageEncoder::paramStart);
  private final Elements elements = new Elements();
  private byte[] pendingElement = NO_ELEMENT; // in the message once a parameter follows
  private boolean evenIfEmpty; // or if none does
  private boolean elementOpen;
  private int countAtEnd; // how many elements there were at the last call of endElement
  private int joined; // index of the element that gets the parameters of this one, or -1
  private int joinedFrom; // where these begin
  private boolean inText;
  private int textStart;

  /**
   * @param zone of timestamps, where the format has local ones
   */
  public MessageEncoder(EncodeBuffer out, TextRules rules, MessageFormat format, ZoneId zone) {
    this.out = out;
    this.rules = rules;
    this.structured = format == MessageFormat.RFC5424;
    this.headers =
        new HeaderEncoder(structured ? TimestampFormat.rfc5424() : TimestampFormat.rfc3164(zone));
  }

  /**
   * The beginning of an element, as {@link #element} wants it.
   *
   * @param id SD-ID of the length that is wanted; its characters are cleaned
   */
  public static byte[] elementStart(String id) {
    return ("[" + SdName.cleanWhole(id)).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] paramStart(String name) {
    return (" " + SdName.clean(name) + "=\"").getBytes(StandardCharsets.US_ASCII);
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
    elements.clear();
    pendingElement = NO_ELEMENT;
    evenIfEmpty = false;
    elementOpen = false;
    inText = false;
    headers.write(out, header, severity, epochSecond, nano, messageId);
  }

  /**
   * The parameters that follow belong to this element, which appears only if there is one, and only
   * once. Before any text.
   *
   * @param elementStart from {@link #elementStart}
   */
  public void element(byte[] elementStart) {
    if (elementStart != pendingElement) {
      closeElement();
      pendingElement = elementStart;
    }
  }

  /** Like {@link #element}, but the element appears without parameters, too. */
  public void elementEvenIfEmpty(byte[] elementStart) {
    element(elementStart);
    evenIfEmpty = true;
  }

  /**
   * No more parameters for the element that was begun.
   *
   * @return where the next one will begin, for {@link #elementFrom}
   */
  public int endElement() {
    closeElement();
    pendingElement = NO_ELEMENT;
    countAtEnd = elements.count();
    return out.length();
  }

  /**
   * Ends the element and returns its bytes: none if it has not appeared. Null if that is not all of
   * it, or is more than it.
   *
   * @param start what {@link #endElement} returned when it was called last
   */
  public byte @Nullable [] elementFrom(int start) {
    int countBefore = countAtEnd;
    int added = endElement() > start ? 1 : 0;
    boolean whole = !out.isTruncated() && elements.count() == countBefore + added;
    return whole ? out.copyFrom(start) : null;
  }

  /**
   * Appends an element that another message had.
   *
   * @param elementStart from {@link #elementStart}
   * @param element what {@link #elementFrom} returned
   * @return false if this message has the element already, or no room for it; nothing has changed
   */
  public boolean repeat(byte[] elementStart, byte[] element) {
    endElement();
    if (element.length == 0) {
      return true;
    }
    if (elements.indexOf(elementStart) >= 0
        || !out.hasRoomFor(element.length + BEHIND_A_VALUE_BYTES)) {
      return false;
    }
    out.append(element);
    elements.add(elementStart, out.length() - 1);
    return true;
  }

  /**
   * Adds a parameter to the element; it is left out if it does not fit, and so are all that follow.
   */
  public void param(String name, CharSequence value) {
    int before = beginParam(name);
    if (before >= 0) {
      out.append(value, rules.paramValue());
      endParam(before);
    }
  }

  /**
   * Like {@link #param(String, CharSequence)}.
   *
   * @param value 0 or more
   */
  public void param(String name, int value) {
    int before = beginParam(name);
    if (before >= 0) {
      out.appendDecimal(value);
      endParam(before);
    }
  }

  /** Returns the length of the message before the parameter, or -1 if it is left out. */
  private int beginParam(String name) {
    if (inText || out.isTruncated() || !structured || pendingElement.length == 0) {
      return -1;
    }
    int before = out.length();
    if (!elementOpen) {
      joined = elements.indexOf(pendingElement);
    }
    out.reserve(joined >= 0 ? BEHIND_A_JOINED_VALUE_BYTES : BEHIND_A_VALUE_BYTES);
    if (!elementOpen) {
      openElement();
    }
    out.append(paramStarts.of(name));
    return before;
  }

  private void openElement() {
    if (joined >= 0) {
      joinedFrom = out.length();
    } else {
      out.append(pendingElement);
    }
  }

  private void endParam(int before) {
    out.reserve(0);
    if (out.isTruncated()) {
      out.cutBackTo(before);
      return;
    }
    out.append('"');
    elementOpen = true;
  }

  /** Appends to MSG; the elements are complete. */
  public void text(CharSequence text) {
    beginText();
    if (rules.byteOrderMark() && !inText && !isAscii(text)) {
      out.append(BYTE_ORDER_MARK);
    }
    inText = true;
    out.append(text, rules.text());
  }

  private void beginText() {
    if (!inText) {
      endStructuredData();
      if (structured) {
        out.append(' ');
      }
      textStart = out.length();
    }
  }

  /** Completes the message, which is then in the buffer. */
  public void finish() {
    if (!inText) {
      closeElement(); // which may find that there is no room
    }
    if (out.isTruncated()) {
      beginText();
      out.endWithMark(textStart);
    } else if (!inText) {
      endStructuredData();
    }
  }

  private void endStructuredData() {
    closeElement();
    if (structured && elements.count() == 0) {
      out.append('-');
    }
  }

  private void closeElement() {
    if (!elementOpen) {
      closeWithoutParams();
      return;
    }
    elementOpen = false;
    evenIfEmpty = false;
    if (joined >= 0) {
      int bytes = out.length() - joinedFrom;
      out.moveTail(joinedFrom, elements.endOf(joined));
      elements.lengthen(joined, bytes);
    } else {
      elements.add(pendingElement, out.length());
      out.append(']');
    }
  }

  private void closeWithoutParams() {
    boolean wanted = evenIfEmpty && structured && !inText && !out.isTruncated();
    evenIfEmpty = false;
    if (!wanted || elements.indexOf(pendingElement) >= 0) {
      return;
    }
    int before = out.length();
    out.reserve(BEHIND_AN_ID_BYTES);
    boolean fits = out.append(pendingElement);
    out.reserve(0);
    if (fits) {
      elements.add(pendingElement, out.length());
      out.append(']');
    } else {
      out.cutBackTo(before);
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
