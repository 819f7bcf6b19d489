package io.github.failoversyslog.session;

/**
 * Remembers what was written to a connection when: marks of position and time, the further apart
 * the older they are. Whoever asks for what is between two marks gets the older one.
 *
 * <p>Time is that in which the connection took bytes: while it does not, nothing ages.
 */
final class WriteLog {
  private static final int MARKS = 2048;
  private static final int PARTS_OF_AGE = 100; // no two marks need to be closer than one of these

  private final long spacingNanos;
  private final long[] positions = new long[MARKS];
  private final long[] times = new long[MARKS];
  private int marks;
  private long start;
  private long takingNanos;
  private long asOfNanos;
  private boolean blocked;

  /**
   * @param spacingNanos how far apart the newest marks are
   * @param start of what is written
   */
  WriteLog(long spacingNanos, long start, long nowNanos) {
    this.spacingNanos = spacingNanos;
    this.start = start;
    this.asOfNanos = nowNanos;
  }

  /** The time in which bytes were taken so far. */
  long time(long nowNanos) {
    return blocked ? takingNanos : takingNanos + nowNanos - asOfNanos;
  }

  /** The connection has bytes to write and takes none, or takes them again. */
  void blocked(boolean nowBlocked, long nowNanos) {
    takingNanos = time(nowNanos);
    asOfNanos = nowNanos;
    blocked = nowBlocked;
  }

  /** Everything before the position was written by now; neither ever decreases. */
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

  /** The position before which everything was written by this time. */
  long positionAt(long time) {
    int mark = firstBehind(times, time) - 1;
    return mark < 0 ? start : positions[mark];
  }

  /** When the last byte before this position, or one before it, was written; 0 at the start. */
  long timeOf(long position) {
    int mark = firstBehind(positions, position) - 1;
    return mark < 0 ? 0 : times[mark];
  }

  /** The last position up to this one that is known: a message begins there. */
  long positionUpTo(long position) {
    int mark = firstBehind(positions, position) - 1;
    return mark < 0 ? start : positions[mark];
  }

  /** The number of the first mark with a value above this one. */
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

  /** Forgets what was written behind this position, which may be before the start. */
  void cutBackTo(long position) {
    marks = firstBehind(positions, position);
    start = Math.min(start, position);
  }
}
