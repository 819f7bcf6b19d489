package io.github.failoversyslog.session;

import java.util.Arrays;

/** Positions of the messages in a batch, and where in the batch their frames end. */
final class FrameEnds {
  private long[] positions = new long[16];
  private int[] ends = new int[16];
  private int frames;

  /** Starts a new batch. */
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
   * The position of the first message whose frame is not completely within the first bytes of the
   * batch.
   *
   * @param otherwise returned if all frames are complete
   */
  long firstCut(int bytes, long otherwise) {
    int found = Arrays.binarySearch(ends, 0, frames, bytes);
    int cut = found >= 0 ? found + 1 : -found - 1;
    return cut < frames ? positions[cut] : otherwise;
  }
}
