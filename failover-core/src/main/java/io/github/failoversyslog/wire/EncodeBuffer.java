package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one message while it is being written; grows up to a limit and is used again. What
 * does not fit is left out, at the border of a code point, and {@link #isTruncated} says so.
 */
public final class EncodeBuffer {
  /** What a text ends with of which something was left out. */
  static final byte[] MARK = "...[truncated]".getBytes(StandardCharsets.US_ASCII);

  private static final int FIRST_BYTES = 1024;
  private static final int CHUNK_CHARS = 1024;
  private static final int LONG_RUN = 24;

  /** U+FFFD, for a lone surrogate. */
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private final int maxBytes;
  private final char[] chunk = new char[CHUNK_CHARS];
  private final CharBuffer chunkView = CharBuffer.wrap(chunk);
  private final AsciiRuns asciiRuns = new AsciiRuns();
  private byte[] bytes;
  private ByteBuffer bytesView;
  private int length;
  private int limit;
  private int beforeMark; // a text that is cut ends here, or up to three bytes before
  private boolean truncated;
  private boolean full; // of text that goes on: nothing more fits

  /**
   * @param maxBytes the longest message
   */
  public EncodeBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
    this.bytes = new byte[Math.min(FIRST_BYTES, maxBytes)];
    this.bytesView = ByteBuffer.wrap(bytes);
    clear();
  }

  void clear() {
    length = 0;
    limit = maxBytes;
    beforeMark = maxBytes - MARK.length;
    truncated = false;
    full = false;
  }

  /** Keeps that many bytes at the end free, or stops doing so. */
  void reserve(int reservedBytes) {
    limit = maxBytes - reservedBytes;
  }

  /** Goes back to an earlier length; what was written since does not fit in whole and is gone. */
  void cutBackTo(int earlierLength) {
    length = earlierLength;
    truncated = true;
    full = false;
  }

  /** Whether so many bytes more would fit; asking changes nothing. */
  boolean hasRoomFor(int count) {
    return !full && count <= limit - length;
  }

  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(bytes, start, length);
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
   * Appends digits.
   *
   * @param number 0 or more
   */
  boolean appendDecimal(int number) {
    int digits = Decimals.digitsOf(number);
    if (!hasRoom(digits)) {
      return false;
    }
    bytesView.limit(bytes.length).position(length);
    Decimals.put(bytesView, number);
    length += digits;
    return true;
  }

  /**
   * Appends text as UTF-8, with single characters replaced.
   *
   * @return false if the text was cut
   */
  boolean append(CharSequence text, Escapes escapes) {
    int chars = text.length();
    int next = text instanceof String string ? appendShort(string, escapes) : 0;
    while (next < chars && !full) {
      int count = Math.min(CHUNK_CHARS, chars - next);
      copy(text, next, next + count);
      next += appendChunk(count, next + count == chars, escapes);
    }
    return !full;
  }

  /**
   * Appends the beginning of a short text as far as its characters are written as they are; returns
   * how many. Most values of structured data need no more than this.
   */
  private int appendShort(String text, Escapes escapes) {
    int chars = text.length();
    if (chars > LONG_RUN || chars > limit - length) {
      return 0;
    }
    if (chars > bytes.length - length) {
      grow(length + chars);
    }
    byte[] target = bytes;
    boolean[] asItIs = escapes.writtenAsTheyAre();
    int at = length;
    int i = 0;
    for (; i < chars; i++) {
      char c = text.charAt(i);
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
   * Returns how many characters were consumed: all, but for the first half of a pair at the end, or
   * until it is full.
   */
  private int appendChunk(int count, boolean last, Escapes escapes) {
    int i = 0;
    while (i < count && !full) {
      char c = chunk[i];
      if (c < 0x80 && escapes.isWrittenAsItIs(c)) {
        i += appendPlain(i, count, escapes);
      } else if (c < 0x80 || escapes.replaces(c)) {
        appendReplacement(escapes.replacementOf(c));
        i++;
      } else if (!Character.isHighSurrogate(c)) {
        appendBasic(c);
        i++;
      } else if (i + 1 == count && !last) {
        return i;
      } else if (i + 1 < count && Character.isLowSurrogate(chunk[i + 1])) {
        appendSupplementary(Character.toCodePoint(c, chunk[i + 1]));
        i += 2;
      } else {
        appendBasic(c);
        i++;
      }
    }
    return i;
  }

  /**
   * Appends ASCII up to the first character that is not written as it is; returns how many. This is
   * where time goes.
   */
  private int appendPlain(int start, int end, Escapes escapes) {
    int most = Math.min(end - start, limit - length);
    if (most <= 0) {
      full = true;
      truncated = true;
      return 0;
    }
    if (most > bytes.length - length) {
      grow(length + most);
    }
    int plain =
        escapes.isNone() && most >= LONG_RUN
            ? asciiRuns.copy(
                chunkView.limit(start + most).position(start),
                bytesView.limit(length + most).position(length))
            : copyRun(start, most, escapes);
    length += plain;
    return plain;
  }

  /** It stays in whole or not at all, also if a mark has to follow in the end. */
  private void appendReplacement(byte[] replacement) {
    int start = length;
    if (append(replacement) && start < beforeMark && length > beforeMark) {
      beforeMark = start;
    }
  }

  private int copyRun(int start, int most, Escapes escapes) {
    char[] source = chunk;
    byte[] target = bytes;
    boolean[] asItIs = escapes.writtenAsTheyAre();
    int at = length - start;
    int end = start + most;
    int i = start;
    for (; i < end; i++) {
      char c = source[i];
      if (c >= 0x80 || !asItIs[c]) {
        break;
      }
      target[at + i] = (byte) c;
    }
    return i - start;
  }

  /** Moves the bytes from this position to the end in front of those that begin at {@code to}. */
  void moveTail(int from, int to) {
    byte[] tail = Arrays.copyOfRange(bytes, from, length);
    System.arraycopy(bytes, to, bytes, to + tail.length, from - to);
    System.arraycopy(tail, 0, bytes, to, tail.length);
  }

  /**
   * Puts the mark at the end, in place of as many characters as necessary.
   *
   * @param start what is before it stays; if there is no room behind it, nothing happens
   */
  void endWithMark(int start) {
    int end = Math.min(length, beforeMark);
    while (end > start && isContinuation(end)) {
      end--;
    }
    if (end >= start) {
      length = end;
      reserve(0);
      append(MARK);
    }
  }

  /** Whether what begins here is the rest of a character. */
  private boolean isContinuation(int index) {
    return index < length && (bytes[index] & 0xC0) == 0x80;
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
      full = true;
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
    bytesView = ByteBuffer.wrap(bytes);
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
