package io.github.failoversyslog.wire;

import java.util.Arrays;

/**
 * Remembers the elements that a message has and where they end, because an SD-ID may be there only
 * once (RFC 5424 section 6.3.2). Not for several threads at once.
 */
final class Elements {
  private byte[][] starts = new byte[8][];
  private int[] ends = new int[8];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /**
   * @param end where its closing bracket is
   */
  void add(byte[] start, int end) {
    if (count == ends.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /** Returns -1 if there is none that starts like this. */
  int indexOf(byte[] start) {
    for (int i = 0; i < count; i++) {
      if (starts[i] == start || Arrays.equals(starts[i], start)) {
        return i;
      }
    }
    return -1;
  }

  int endOf(int index) {
    return ends[index];
  }

  /** The element has got longer, and what is behind it is further behind. */
  void lengthen(int index, int moreBytes) {
    int end = ends[index];
    for (int i = 0; i < count; i++) {
      ends[i] += ends[i] >= end ? moreBytes : 0;
    }
  }
}
