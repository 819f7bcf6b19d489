package io.github.failoversyslog.session;

/**
 * Remembers what was written to a connection when, as marks of position and time. The older the
 * marks, the further apart they are. A lookup between two marks returns the older one.
 *
 * <p>Only time in which the connection accepts bytes counts: while it is blocked, this clock stands
 * still.
 */
final class WriteLog {
  private static final int MARKS = 2048;
  private static final int PARTS_OF_AGE = 100; // marks need not be closer than 1/100 of their age

  private final long spacingNanos;
  private final long[] positions = new long[MARKS];
  private final long[] times = new long[MARKS];
  private int marks;
  private long start;
  private long takingNanos;
  private long asOfNanos;
  private boolean blocked;

  /**
   * @param spacingNanos between the newest marks
   * @param start position of the first message that is written
   */
  WriteLog(long spacingNanos, long start, long nowNanos) {
    this.spacingNanos = spacingNanos;
    this.start = start;
    this.asOfNanos = nowNanos;
  }

  /**
   * The time in which the connection had accepted bytes, in nanoseconds; or less, if it was blocked
   * after the given time.
   */
  long time(long nowNanos) {
    boolean stoodStill = blocked && nowNanos > asOfNanos;
    return stoodStill ? takingNanos : takingNanos + nowNanos - asOfNanos;
  }

  /** Whether the connection has bytes to write that the socket does not accept. */
  void blocked(boolean nowBlocked, long nowNanos) {
    takingNanos = time(nowNanos);
    asOfNanos = nowNanos;
    blocked = nowBlocked;
  }

  /** Everything before the position was written by now; neither argument ever decreases. */
  void written(long position, long nowNanos) {
    long time = time(nowNanos);
    boolean newestIsRecent = marks > 1 && time - times[marks - 2] < spacingNanos;
    if (!newestIsRecent) {
      if (marks == MARKS) {
        thinOut(time);
      }
      marks++;
    }
    positions[marks - 1] = position;
    times[marks - 1] = time;
  }

  private void thinOut(long time) {
    int kept = 1;
    for (int mark = 1; mark < marks; mark++) {
      boolean newest = mark == marks - 1;
      if (newest || times[mark + 1] - times[kept - 1] > (time - times[mark + 1]) / PARTS_OF_AGE) {
        positions[kept] = positions[mark];
        times[kept] = times[mark];
        kept++;
      }
    }
    if (kept == MARKS) {
      kept--;
      System.arraycopy(positions, 1, positions, 0, kept);
      System.arraycopy(times, 1, times, 0, kept);
    }
    marks = kept;
  }

  /** Everything before the returned position was written by this time. */
  long positionAt(long time) {
    int mark = firstBehind(times, time) - 1;
    return mark < 0 ? start : positions[mark];
  }

  /** When the last byte before this position was written, or earlier; 0 if that is not known. */
  long timeOf(long position) {
    int mark = firstBehind(positions, position) - 1;
    return mark < 0 ? 0 : times[mark];
  }

  /** The last recorded position that is not after this one; a message begins there. */
  long positionUpTo(long position) {
    int mark = firstBehind(positions, position) - 1;
    return mark < 0 ? start : positions[mark];
  }

  /** The index of the first mark with a value above this one. */
  private int firstBehind(long[] values, long value) {
    int low = 0;
    int high = marks;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Forgets what was written after this position, which may be before the start. */
  void cutBackTo(long position) {
    marks = firstBehind(positions, position);
    start = Math.min(start, position);
  }
}
