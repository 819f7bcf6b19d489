package io.github.failoversyslog.engine;

/**
 * Remembers what was written to a connection when: marks of position and time, evenly spaced, the
 * oldest of which are forgotten. Whoever asks for a time between two marks gets the older one.
 */
final class WriteLog {
  private static final int MARKS = 2048; // a power of two

  private final long spacingNanos;
  private final long[] positions = new long[MARKS];
  private final long[] times = new long[MARKS];
  private long first; // marks first to next - 1 are there, at their number modulo MARKS
  private long next;

  WriteLog(long spacingNanos) {
    this.spacingNanos = spacingNanos;
  }

  /** Everything before the position was written by this time; neither ever decreases. */
  void written(long position, long timeNanos) {
    boolean newestIsRecent = next - first > 1 && timeNanos - times[at(next - 2)] < spacingNanos;
    if (!newestIsRecent) {
      if (next - first == MARKS) {
        first++;
      }
      next++;
    }
    positions[at(next - 1)] = position;
    times[at(next - 1)] = timeNanos;
  }

  /**
   * The position before which everything was written by this time.
   *
   * @param otherwise if nothing is known of that time
   */
  long positionAt(long timeNanos, long otherwise) {
    long mark = firstBehind(times, timeNanos) - 1;
    return mark < first ? otherwise : positions[at(mark)];
  }

  /**
   * When the last byte before this position, or one before it, was written.
   *
   * @param otherwise if nothing is known of that position
   */
  long timeOf(long position, long otherwise) {
    long mark = firstBehind(positions, position) - 1;
    return mark < first ? otherwise : times[at(mark)];
  }

  /**
   * When the first byte behind this position was written, or a moment later.
   *
   * @param otherwise if there is none
   */
  long timeBehind(long position, long otherwise) {
    long mark = firstBehind(positions, position);
    return mark == next ? otherwise : times[at(mark)];
  }

  /** The number of the first mark with a value above this one. */
  private long firstBehind(long[] values, long value) {
    long low = first;
    long high = next;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (values[at(middle)] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Forgets what was written behind this position. */
  void cutBackTo(long position) {
    next = firstBehind(positions, position);
  }

  private static int at(long mark) {
    return (int) mark & (MARKS - 1);
  }
}
