package io.github.failoversyslog.wire;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Appends text to a message as UTF-8, with single characters replaced. Not for several threads at
 * once.
 */
final class TextEncoder {
  private static final int CHUNK_CHARS = 1024;

  /** From this length on the JDK's encoder is faster than a loop. */
  private static final int LONG_RUN = 24;

  /** U+FFFD, for a lone surrogate. */
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

  private final EncodeBuffer out;
  private final char[] chunk = new char[CHUNK_CHARS];
  private final CharBuffer chunkView = CharBuffer.wrap(chunk);
  private final AsciiRuns asciiRuns = new AsciiRuns();

  TextEncoder(EncodeBuffer out) {
    this.out = out;
  }

  /** Appends as much of the text as fits; whole code points, and whole replacements. */
  void append(CharSequence text, Escapes escapes) {
    int chars = text.length();
    int next = text instanceof String string ? appendShort(string, escapes) : 0;
    while (next < chars && !out.isFull()) {
      int count = Math.min(CHUNK_CHARS, chars - next);
      copy(text, next, next + count);
      next += appendChunk(count, next + count == chars, escapes);
    }
  }

  /**
   * Appends the beginning of a short text as far as its characters are written as they are; returns
   * how many. Most values of structured data need no more than this.
   */
  private int appendShort(String text, Escapes escapes) {
    int chars = text.length();
    if (chars > LONG_RUN || !out.hasRoomFor(chars)) {
      return 0;
    }
    out.makeRoom(chars);
    byte[] target = out.array();
    boolean[] asItIs = escapes.writtenAsTheyAre();
    int at = out.length();
    int i = 0;
    for (; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !asItIs[c]) {
        break;
      }
      target[at + i] = (byte) c;
    }
    out.advance(i);
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
   * Returns how many characters were consumed: all, except the first half of a surrogate pair at
   * the end, or those that fitted.
   */
  private int appendChunk(int count, boolean last, Escapes escapes) {
    int i = 0;
    while (i < count && !out.isFull()) {
      char c = chunk[i];
      if (c < 0x80 && escapes.isWrittenAsItIs(c)) {
        i += appendPlain(i, count, escapes);
      } else if (c < 0x80 || escapes.replaces(c)) {
        out.appendInseparable(escapes.replacementOf(c));
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
   * Appends ASCII up to the first character that is not written as it is; returns how many. Most of
   * the time is spent here.
   */
  private int appendPlain(int start, int end, Escapes escapes) {
    int most = Math.min(end - start, out.room());
    if (most <= 0) {
      out.makeRoom(1); // which says that there is none
      return 0;
    }
    out.makeRoom(most);
    int plain =
        escapes.isNone() && most >= LONG_RUN
            ? asciiRuns.copy(chunkView.limit(start + most).position(start), out.tail(most))
            : copyRun(start, most, escapes);
    out.advance(plain);
    return plain;
  }

  private int copyRun(int start, int most, Escapes escapes) {
    char[] source = chunk;
    byte[] target = out.array();
    boolean[] asItIs = escapes.writtenAsTheyAre();
    int at = out.length() - start;
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

  private void appendBasic(char c) {
    if (Character.isSurrogate(c)) {
      out.append(REPLACEMENT);
      return;
    }
    int count = c < 0x800 ? 2 : 3;
    if (!out.makeRoom(count)) {
      return;
    }
    byte[] bytes = out.array();
    int at = out.length();
    if (count == 2) {
      bytes[at++] = (byte) (0xC0 | (c >> 6));
    } else {
      bytes[at++] = (byte) (0xE0 | (c >> 12));
      bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    bytes[at] = (byte) (0x80 | (c & 0x3F));
    out.advance(count);
  }

  private void appendSupplementary(int codePoint) {
    if (!out.makeRoom(4)) {
      return;
    }
    byte[] bytes = out.array();
    int at = out.length();
    bytes[at] = (byte) (0xF0 | (codePoint >> 18));
    bytes[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    bytes[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    bytes[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
    out.advance(4);
  }
}
