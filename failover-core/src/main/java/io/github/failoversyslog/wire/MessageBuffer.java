package io.github.failoversyslog.wire;

import java.util.Arrays;

/**
 * The bytes of one message while it is being written; grows up to a limit and is used again. What
 * does not fit is left out, at the border of a code point, and {@link #isTruncated} says so.
 */
public final class MessageBuffer {
  private static final int FIRST_BYTES = 1024;
  private static final byte[] REPLACEMENT = {
    (byte) 0xEF, (byte) 0xBF, (byte) 0xBD
  }; // U+FFFD for a lone surrogate

  private final int maxBytes;
  private byte[] bytes;
  private int length;
  private int limit;
  private boolean truncated;

  /**
   * @param maxBytes the longest message
   */
  public MessageBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
    this.bytes = new byte[Math.min(FIRST_BYTES, maxBytes)];
    this.limit = maxBytes;
  }

  void clear() {
    length = 0;
    limit = maxBytes;
    truncated = false;
  }

  /** Keeps that many bytes at the end free, or stops doing so. */
  void reserve(int reservedBytes) {
    limit = maxBytes - reservedBytes;
  }

  /** Goes back to an earlier length; what was written since does not fit in whole and is gone. */
  void cutBackTo(int earlierLength) {
    length = earlierLength;
    truncated = true;
  }

  /** Appends all of these bytes or, if they do not fit, none. */
  boolean append(byte[] source, int offset, int count) {
    if (!hasRoom(count)) {
      return false;
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return true;
  }

  boolean append(byte[] source) {
    return append(source, 0, source.length);
  }

  /** Appends one ASCII character. */
  boolean append(char ascii) {
    if (!hasRoom(1)) {
      return false;
    }
    bytes[length++] = (byte) ascii;
    return true;
  }

  /**
   * Appends text as UTF-8, with single characters replaced.
   *
   * @return false if the text was cut
   */
  boolean append(CharSequence text, Escapes escapes) {
    int chars = text.length();
    int worstBytes = (int) Math.min(limit - length, 3L * chars);
    if (worstBytes > bytes.length - length) {
      grow(length + worstBytes);
    }
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      boolean written;
      if (c < 0x80) {
        written = escapes.isWrittenAsItIs(c) ? append(c) : append(escapes.replacementOf(c));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < chars
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        written = appendSupplementary(Character.toCodePoint(c, text.charAt(i)));
      } else {
        written = appendBasic(c);
      }
      if (!written) {
        return false;
      }
    }
    return true;
  }

  private boolean appendBasic(char c) {
    if (Character.isSurrogate(c)) {
      return append(REPLACEMENT);
    }
    int count = c < 0x800 ? 2 : 3;
    if (!hasRoom(count)) {
      return false;
    }
    if (count == 2) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
    } else {
      bytes[length++] = (byte) (0xE0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (c & 0x3F));
    return true;
  }

  private boolean appendSupplementary(int codePoint) {
    if (!hasRoom(4)) {
      return false;
    }
    bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    return true;
  }

  private boolean hasRoom(int count) {
    if (count > limit - length) {
      truncated = true;
      return false;
    }
    if (count > bytes.length - length) {
      grow(length + count);
    }
    return true;
  }

  private void grow(int neededBytes) {
    int doubled = (int) Math.min(maxBytes, 2L * bytes.length);
    bytes = Arrays.copyOf(bytes, Math.max(doubled, neededBytes));
  }

  /** The message is at 0 to {@link #length()}; valid until the next one is begun. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Whether anything of the message was left out for lack of room. */
  public boolean isTruncated() {
    return truncated;
  }
}
