package io.github.failoversyslog.wire;

import java.util.Arrays;

/**
 * The bytes of one message while it is being written; grows up to a limit and is used again. What
 * does not fit is left out, at the border of a code point, and {@link #isTruncated} says so.
 */
public final class MessageBuffer {
  private static final int FIRST_BYTES = 1024;
  private static final int CHUNK_CHARS = 1024;
  private static final byte[] REPLACEMENT = {
    (byte) 0xEF, (byte) 0xBF, (byte) 0xBD
  }; // U+FFFD for a lone surrogate

  private final int maxBytes;
  private final char[] chunk = new char[CHUNK_CHARS];
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
    int next = 0;
    while (next < chars) {
      next += appendPlain(text, next, Math.min(chars, next + CHUNK_CHARS), escapes);
      if (next < chars && !isPlain(text.charAt(next), escapes)) {
        int consumed = appendOther(text, next, escapes);
        if (consumed == 0) {
          return false;
        }
        next += consumed;
      } else if (truncated) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c, Escapes escapes) {
    return c < 0x80 && escapes.isWrittenAsItIs(c);
  }

  /**
   * Appends ASCII characters up to the first that is not written as it is; returns how many. This
   * is where time goes.
   */
  private int appendPlain(CharSequence text, int start, int end, Escapes escapes) {
    int most = Math.max(0, Math.min(end - start, limit - length));
    if (most == 0) {
      truncated = true;
      return 0;
    }
    if (most > bytes.length - length) {
      grow(length + most);
    }
    copy(text, start, start + most);
    char[] source = chunk;
    byte[] target = bytes;
    boolean[] asItIs = escapes.writtenAsTheyAre();
    int at = length;
    int i = 0;
    for (; i < most; i++) {
      char c = source[i];
      if (c >= 0x80 || !asItIs[c]) {
        break;
      }
      target[at + i] = (byte) c;
    }
    length = at + i;
    return i;
  }

  private void copy(CharSequence text, int start, int end) {
    if (text instanceof String string) {
      string.getChars(start, end, chunk, 0);
    } else if (text instanceof StringBuilder builder) {
      builder.getChars(start, end, chunk, 0);
    } else {
      for (int i = start; i < end; i++) {
        chunk[i - start] = text.charAt(i);
      }
    }
  }

  /**
   * Appends one character that needs more than a copy; returns how many chars it took, 0 if it does
   * not fit.
   */
  private int appendOther(CharSequence text, int index, Escapes escapes) {
    char c = text.charAt(index);
    if (c < 0x80) {
      return append(escapes.replacementOf(c)) ? 1 : 0;
    }
    boolean pair =
        Character.isHighSurrogate(c)
            && index + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(index + 1));
    if (pair) {
      return appendSupplementary(Character.toCodePoint(c, text.charAt(index + 1))) ? 2 : 0;
    }
    return appendBasic(c) ? 1 : 0;
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
