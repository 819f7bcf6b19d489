package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Finds the numbers of {@link NumberedEvents} in the octet-counted frames of one connection (RFC
 * 6587 section 3.4.1).
 */
final class FrameNumbers {
  /** Stands for bytes that are no frame. */
  static final long NO_FRAME = -1;

  private static final byte[] MARK = (" " + NumberedEvents.MARK).getBytes(US_ASCII);
  private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

  private boolean broken;

  /**
   * Takes the whole frames off the buffer's front.
   *
   * @param input ready to be written to, before and after
   * @param numbers is told the number of each frame that has one
   */
  void take(ByteBuffer input, LongConsumer numbers) {
    input.flip();
    while (!broken && takeFrame(input, numbers)) {
      // on to the next one
    }
    if (broken) {
      input.position(input.limit());
    }
    input.compact();
  }

  private boolean takeFrame(ByteBuffer input, LongConsumer numbers) {
    int begin = input.position();
    int length = 0;
    for (int at = begin; at < input.limit(); at++) {
      byte next = input.get(at);
      if (next == ' ' && length > 0) {
        return takeMessage(input, at + 1, length, numbers);
      }
      length = 10 * length + next - '0';
      if (next < '0' || next > '9' || length == 0 || length > MAX_FRAME_BYTES) {
        broken = true;
        numbers.accept(NO_FRAME);
        return false;
      }
    }
    return false;
  }

  private static boolean takeMessage(
      ByteBuffer input, int begin, int length, LongConsumer numbers) {
    int end = begin + length;
    if (end > input.limit()) {
      return false;
    }
    input.position(end);
    int at = endOfMark(input, begin, end);
    if (at < end && isDigit(input.get(at))) {
      long number = 0;
      for (; at < end && isDigit(input.get(at)); at++) {
        number = 10 * number + input.get(at) - '0';
      }
      numbers.accept(number);
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Returns the end if the mark is not there. */
  private static int endOfMark(ByteBuffer input, int begin, int end) {
    int matching = 0;
    for (int at = begin; at < end; at++) {
      byte next = input.get(at);
      if (next == MARK[matching]) {
        matching++;
        if (matching == MARK.length) {
          return at + 1;
        }
      } else {
        matching = next == MARK[0] ? 1 : 0;
      }
    }
    return end;
  }
}
