package io.github.failoversyslog.session;

import java.util.Arrays;

/** Which messages the frames of a batch carry, and where in the batch they end. */
final class FrameEnds {
  private long[] positions = new long[16];
  private int[] ends = new int[16];
  private int frames;

  /** A new batch begins. */
  void clear() {
    frames = 0;
  }

  /**
   * @param position of the message in the ring, higher than those before
   * @param end of its frame in the batch, higher than those before
   */
  void add(long position, int end) {
    if (frames == ends.length) {
      positions = Arrays.copyOf(positions, 2 * frames);
      ends = Arrays.copyOf(ends, 2 * frames);
    }
    positions[frames] = position;
    ends[frames] = end;
    frames++;
  }

  /**
   * The position of the first message whose frame is not whole among the first bytes of the batch.
   *
   * @param otherwise if all frames are
   */
  long firstCut(int bytes, long otherwise) {
    int found = Arrays.binarySearch(ends, 0, frames, bytes);
    int cut = found >= 0 ? found + 1 : -found - 1;
    return cut < frames ? positions[cut] : otherwise;
  }
}
