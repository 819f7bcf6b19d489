package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;
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

  private final int maxBytes;
  private byte[] bytes;
  private ByteBuffer bytesView;
  private int length;
  private int limit;
  private int beforeMark; // a text that is cut ends here, or up to three bytes before
  private boolean truncated;
  private boolean full; // the text that is being appended did not fit

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
  void append(byte[] source, int offset, int count) {
    if (makeRoom(count)) {
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }

  /** Like {@link #append(byte[])}; stays in whole or not at all if a mark has to follow, too. */
  void appendInseparable(byte[] source) {
    int start = length;
    append(source);
    if (start < beforeMark && length > beforeMark) {
      beforeMark = start;
    }
  }

  /** Appends one ASCII character. */
  void append(char ascii) {
    if (makeRoom(1)) {
      bytes[length++] = (byte) ascii;
    }
  }

  /**
   * Appends digits.
   *
   * @param number 0 or more
   */
  void appendDecimal(int number) {
    int digits = Decimals.digitsOf(number);
    if (makeRoom(digits)) {
      bytesView.limit(bytes.length).position(length);
      Decimals.put(bytesView, number);
      length += digits;
    }
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
      append(MARK);
    }
  }

  /** Whether what begins here is the rest of a character. */
  private boolean isContinuation(int index) {
    return index < length && (bytes[index] & 0xC0) == 0x80;
  }

  /** Returns false, and remembers that something was left out, if so many bytes do not fit. */
  boolean makeRoom(int count) {
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

  /** How many bytes fit. */
  int room() {
    return limit - length;
  }

  /** Whether something did not fit that belongs behind what is there. */
  boolean isFull() {
    return full;
  }

  /**
   * The array from the end of the message on, for whoever has made room there.
   *
   * @param count up to this many bytes
   */
  ByteBuffer tail(int count) {
    return bytesView.limit(length + count).position(length);
  }

  /** That many bytes were put behind the end of the message, where room was made. */
  void advance(int count) {
    length += count;
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
