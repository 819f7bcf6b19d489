package io.github.failoversyslog.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Copies ASCII many characters at a time, as the JDK's encoder for Latin-1 does. Not for several
 * threads at once.
 */
final class AsciiRuns {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final CharsetEncoder latin1 =
      StandardCharsets.ISO_8859_1
          .newEncoder()
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .onMalformedInput(CodingErrorAction.REPORT);

  /**
   * Copies characters up to the first that is not ASCII; what is behind it in the target may be
   * overwritten.
   *
   * @param source position to limit; consumed or not
   * @param target backed by an array; from its position on, with room for the source
   * @return how many characters were copied
   */
  int copy(CharBuffer source, ByteBuffer target) {
    int start = target.arrayOffset() + target.position();
    latin1.reset().encode(source, target, true);
    int end = target.arrayOffset() + target.position();
    return asciiUntil(target.array(), start, end) - start;
  }

  /** Returns the index of the first byte that is not ASCII, or {@code end}. */
  private static int asciiUntil(byte[] bytes, int start, int end) {
    int i = start;
    while (i + 4 * Long.BYTES <= end && (fourLongs(bytes, i) & NOT_ASCII) == 0) {
      i += 4 * Long.BYTES;
    }
    while (i + Long.BYTES <= end && ((long) LONG.get(bytes, i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < end && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** All bits that are set in any of the four. */
  private static long fourLongs(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at)
        | (long) LONG.get(bytes, at + Long.BYTES)
        | (long) LONG.get(bytes, at + 2 * Long.BYTES)
        | (long) LONG.get(bytes, at + 3 * Long.BYTES);
  }
}
