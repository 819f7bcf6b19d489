package io.github.failoversyslog.wire;

import io.github.failoversyslog.Severity;
import java.nio.charset.StandardCharsets;

/**
 * Writes RFC 5424 messages, one after the other, into its own buffer: {@link #begin}, elements with
 * their parameters, text, {@link #finish}. Not for several threads at once.
 *
 * <p>What would make the message longer than its limit is left out so that the message stays valid:
 * whole parameters of the structured data, and the end of the text.
 */
public final class MessageEncoder {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] NO_ELEMENT = {};
  private static final int END_OF_ELEMENT_BYTES = "\"]".length();

  private final MessageBuffer out;
  private final TextRules rules;
  private final TimestampEncoder timestamp = new TimestampEncoder();
  private final ParamNames paramNames = new ParamNames();
  private byte[] pendingElement = NO_ELEMENT; // in the message once a parameter follows
  private boolean elementOpen;
  private boolean anyElement;
  private boolean inText;

  public MessageEncoder(MessageBuffer out, TextRules rules) {
    this.out = out;
    this.rules = rules;
  }

  /** The beginning of an element with this SD-ID, cleaned, as {@link #element} wants it. */
  public static byte[] elementStart(String id) {
    return ("[" + SdName.clean(id)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Starts a message; one that was not finished is forgotten. */
  public void begin(Header header, Severity severity, long epochSecond, int nano) {
    out.clear();
    pendingElement = NO_ELEMENT;
    elementOpen = false;
    anyElement = false;
    inText = false;
    header.writeTo(out, severity, timestamp, epochSecond, nano);
  }

  /**
   * The parameters that follow belong to this element, which appears only if there is one. Before
   * any text.
   *
   * @param elementStart the same array for the same element
   */
  public void element(byte[] elementStart) {
    if (elementStart != pendingElement) {
      closeElement();
      pendingElement = elementStart;
    }
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
    if (inText || out.isTruncated()) {
      return -1;
    }
    int before = out.length();
    out.reserve(END_OF_ELEMENT_BYTES);
    if (!elementOpen) {
      out.append(pendingElement);
    }
    out.append(paramNames.beginningOf(name));
    return before;
  }

  private void endParam(int before) {
    out.reserve(0);
    if (out.isTruncated()) {
      out.cutBackTo(before);
      return;
    }
    out.append('"');
    elementOpen = true;
    anyElement = true;
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
      out.append(' ');
    }
  }

  /** Completes the message, which is then in the buffer. */
  public void finish() {
    if (!inText) {
      endStructuredData();
    }
  }

  private void endStructuredData() {
    closeElement();
    if (!anyElement) {
      out.append('-');
    }
  }

  private void closeElement() {
    if (elementOpen) {
      out.append(']');
      elementOpen = false;
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
