package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/** Finds the frames in what a client writes to a connection, in pieces of any size. */
final class SentFrames {

  /** How frames are delimited. */
  enum Format {
    OCTET_COUNTING,
    NEWLINE,
    RELP
  }

  /**
   * One complete frame.
   *
   * @param endByte number of bytes written to the connection up to the end of the frame
   * @param takingNanos for how long the connection had accepted bytes when it was written
   * @param transaction of RELP, else 0
   * @param command of RELP, else {@code syslog}
   * @param message its number, or {@link #NONE}
   */
  record SentFrame(long endByte, long takingNanos, int transaction, String command, int message) {}

  static final int NONE = -1;

  private final Format format;
  private final Consumer<SentFrame> found;
  private final Deque<SentFrame> unread = new ArrayDeque<>();
  private byte[] piece = new byte[256]; // the start of a frame
  private int pieceBytes;
  private long endByte;

  /**
   * @param found receives every frame as soon as it is complete
   */
  SentFrames(Format format, Consumer<SentFrame> found) {
    this.format = format;
    this.found = found;
  }

  /** Consumes this many bytes, which the client writes now. */
  void write(ByteBuffer bytes, int count, long takingNanos) {
    if (piece.length < pieceBytes + count) {
      piece = Arrays.copyOf(piece, 2 * (pieceBytes + count));
    }
    bytes.get(piece, pieceBytes, count);
    pieceBytes += count;
    int at = 0;
    for (int length = frameBytes(at); length > 0; length = frameBytes(at)) {
      endByte += length;
      SentFrame frame = frame(at, length, takingNanos);
      unread.add(frame);
      found.accept(frame);
      at += length;
    }
    System.arraycopy(piece, at, piece, 0, pieceBytes - at);
    pieceBytes -= at;
  }

  /** Whether the end of this many bytes, which the client writes now, is within a frame. */
  boolean cutsFrame(ByteBuffer bytes, int count) {
    int last = bytes.get(bytes.position() + count - 1);
    return format == Format.OCTET_COUNTING || last != '\n';
  }

  /** Passes on the frames that {@link #nextWithin} has not returned. */
  void forEachUnread(Consumer<SentFrame> action) {
    unread.forEach(action);
  }

  /** Whether a server would read the incomplete frame at the end of the stream as a message. */
  boolean endInHalfMessage() {
    return format == Format.NEWLINE && pieceBytes > 0;
  }

  /** The next frame that ends within the first bytes of the connection; returns each frame once. */
  SentFrame nextWithin(long bytes) {
    SentFrame next = unread.peek();
    return next != null && next.endByte <= bytes ? unread.remove() : null;
  }

  /** Whether the oldest frame that {@link #nextWithin} has not returned ends within these bytes. */
  boolean isOldestWithin(long bytes) {
    SentFrame oldest = unread.peek();
    return oldest != null && oldest.endByte <= bytes;
  }

  /** Whether at least one frame was written completely. */
  boolean isAnyWhole() {
    return endByte > 0;
  }

  /** The oldest frame that {@link #nextWithin} has not returned. */
  SentFrame oldest() {
    return unread.peek();
  }

  /** The length of the complete frame that starts here, or 0. */
  private int frameBytes(int from) {
    int bytes =
        switch (format) {
          case NEWLINE -> indexOf('\n', from) + 1 - from;
          case OCTET_COUNTING -> countedFrom(from, indexOf(' ', from));
          case RELP -> relpFrameBytes(from);
        };
    return bytes > 0 && from + bytes <= pieceBytes ? bytes : 0;
  }

  private int countedFrom(int from, int space) {
    return space < 0 ? 0 : space + 1 - from + number(from, space);
  }

  private int relpFrameBytes(int from) {
    int command = indexOf(' ', from) + 1;
    int length = command == 0 ? 0 : indexOf(' ', command) + 1;
    if (length == 0) {
      return 0;
    }
    int end = length;
    while (end < pieceBytes && piece[end] >= '0') {
      end++;
    }
    if (end == pieceBytes) {
      return 0;
    }
    return (piece[end] == '\n' ? end : end + 1 + number(length, end)) + 1 - from;
  }

  private SentFrame frame(int from, int length, long takingNanos) {
    return switch (format) {
      case NEWLINE -> syslog(from, from + length - 1, takingNanos);
      case OCTET_COUNTING -> syslog(indexOf(' ', from) + 1, from + length, takingNanos);
      case RELP -> relp(from, from + length - 1, takingNanos);
    };
  }

  private SentFrame syslog(int from, int to, long takingNanos) {
    return new SentFrame(endByte, takingNanos, 0, "syslog", MessageTexts.numberOf(piece, from, to));
  }

  private SentFrame relp(int from, int to, long takingNanos) {
    if (piece[to] != '\n') {
      throw new AssertionError("a RELP frame that does not end with a line feed");
    }
    int commandAt = indexOf(' ', from) + 1;
    int lengthAt = indexOf(' ', commandAt) + 1;
    int transaction = number(from, commandAt - 1);
    String command = new String(piece, commandAt, lengthAt - 1 - commandAt, US_ASCII);
    boolean syslog = command.equals("syslog");
    int message = syslog ? MessageTexts.numberOf(piece, indexOf(' ', lengthAt) + 1, to) : NONE;
    return new SentFrame(endByte, takingNanos, transaction, command, message);
  }

  private int indexOf(int character, int from) {
    for (int i = from; i < pieceBytes; i++) {
      if (piece[i] == character) {
        return i;
      }
    }
    return -1;
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (piece[i] < '0' || piece[i] > '9') {
        throw new AssertionError("no digit where a number is expected: " + piece[i]);
      }
      number = number * 10 + piece[i] - '0';
    }
    return number;
  }
}
