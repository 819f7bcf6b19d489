package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.SdName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes STRUCTURED-DATA, RFC 5424 section 6.3: elements, each with its parameters, or {@code -}. A
 * parameter that would make the message too long is left out as a whole, and so is what follows it.
 * Not for several threads at once.
 *
 * <p>RFC 3164 has no structured data: there, nothing is written.
 */
public final class StructuredData {
  private static final byte[] NO_ELEMENT = {};
  private static final int BEHIND_A_VALUE_BYTES = "\"] ".length() + EncodeBuffer.MARK.length;
  private static final int BEHIND_A_JOINED_VALUE_BYTES =
      BEHIND_A_VALUE_BYTES - 1; // the bracket is there
  private static final int BEHIND_AN_ID_BYTES = BEHIND_A_VALUE_BYTES - 1; // there is no quote
  private static final int BEHIND_AN_ELEMENT_BYTES = " ".length() + EncodeBuffer.MARK.length;

  private final EncodeBuffer out;
  private final TextEncoder values;
  private final Escapes escapes;
  private final boolean inFormat;
  private final NameBytes paramStarts = new NameBytes(StructuredData::paramStart);
  private final Elements elements = new Elements();
  private byte[] pendingElement = NO_ELEMENT; // in the message once a parameter follows
  private boolean evenIfEmpty; // or if none does
  private boolean elementOpen;
  private boolean ended;
  private int countAtEnd; // how many elements there were at the last call of endElement
  private int joined; // index of the element that gets the parameters of this one, or -1
  private int joinedFrom; // where these begin

  /**
   * @param values writes to the same buffer
   * @param escapes of values
   * @param inFormat whether the message's format has structured data
   */
  StructuredData(EncodeBuffer out, TextEncoder values, Escapes escapes, boolean inFormat) {
    this.out = out;
    this.values = values;
    this.escapes = escapes;
    this.inFormat = inFormat;
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

  /** Forgets the elements of the message before. */
  void begin() {
    elements.clear();
    pendingElement = NO_ELEMENT;
    evenIfEmpty = false;
    elementOpen = false;
    ended = false;
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
        || !out.hasRoomFor(element.length + BEHIND_AN_ELEMENT_BYTES)) {
      return false;
    }
    out.append(element);
    elements.add(elementStart, out.length() - 1);
    return true;
  }

  /** Adds a parameter to the element. */
  public void param(String name, CharSequence value) {
    int before = beginParam(name);
    if (before >= 0) {
      values.append(value, escapes);
      endParam(before);
    }
  }

  /**
   * Adds a parameter to the element.
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
    if (ended || out.isTruncated() || !inFormat || pendingElement.length == 0) {
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

  /** Nothing more follows. */
  void end() {
    closeElement();
    ended = true;
    if (inFormat && elements.count() == 0) {
      out.append('-');
    }
  }

  /** There may be no room for it, if it has no parameters: then something was left out. */
  void closeElement() {
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
    boolean wanted = evenIfEmpty && inFormat && !ended && !out.isTruncated();
    evenIfEmpty = false;
    if (!wanted || elements.indexOf(pendingElement) >= 0) {
      return;
    }
    int before = out.length();
    out.reserve(BEHIND_AN_ID_BYTES);
    out.append(pendingElement);
    out.reserve(0);
    if (out.isTruncated()) {
      out.cutBackTo(before);
    } else {
      elements.add(pendingElement, out.length());
      out.append(']');
    }
  }
}
