package io.github.failoversyslog.engine;

/**
 * Decides which messages written to a connection need no resend, and how far back to go when it is
 * lost.
 *
 * <p>Keeps marks of position and time, evenly spaced over the resend window. Time is the time in
 * which the connection took bytes: while it does not, nothing ages.
 */
final class ReleasePolicy {
  private static final int MARKS = 256; // more than the window has, see SPACES
  private static final int SPACES = 200;
  private static final long END_OF_STREAM_NANOS = 1_000_000_000L; // what may have been on its way

  private final long windowNanos;
  private final long[] positions = new long[MARKS];
  private final long[] times = new long[MARKS];
  private long first; // marks first to next - 1 are there, at their number modulo MARKS
  private long next;
  private long before; // everything before this position was written more than a window ago
  private long takingNanos; // time in which the connection took bytes
  private long asOfNanos;
  private boolean blocked;

  /**
   * @param windowNanos 0: nothing is sent again that was written
   * @param position of the first message that this connection gets
   */
  ReleasePolicy(long windowNanos, long position, long nowNanos) {
    this.windowNanos = windowNanos;
    this.before = position;
    this.asOfNanos = nowNanos;
  }

  private void passTimeTo(long nowNanos) {
    if (!blocked) {
      takingNanos += nowNanos - asOfNanos;
    }
    asOfNanos = nowNanos;
  }

  /** The connection has bytes to write and takes none, or takes them again. */
  void blocked(boolean nowBlocked, long nowNanos) {
    passTimeTo(nowNanos);
    blocked = nowBlocked;
  }

  /** Everything before the position has been written. */
  void written(long position, long nowNanos) {
    passTimeTo(nowNanos);
    boolean newestIsRecent =
        next - first > 1 && takingNanos - times[at(next - 2)] < windowNanos / SPACES;
    if (!newestIsRecent) {
      if (next - first == MARKS) {
        first++;
      }
      next++;
    }
    positions[at(next - 1)] = position;
    times[at(next - 1)] = takingNanos;
  }

  /** Messages before this position need no resend any more. */
  long releasable(long nowNanos) {
    passTimeTo(nowNanos);
    while (first < next && times[at(first)] <= takingNanos - windowNanos) {
      before = positions[at(first)];
      first++;
    }
    return before;
  }

  /**
   * The position of the first message that has to be sent again after this end of the connection.
   */
  long resendFrom(Loss loss, long nowNanos) {
    long earliest = releasable(nowNanos);
    return switch (loss) {
      case RESET, SILENCE -> earliest;
      case END_OF_STREAM ->
          writtenBefore(takingNanos - Math.min(windowNanos, END_OF_STREAM_NANOS), earliest);
    };
  }

  private long writtenBefore(long time, long earliest) {
    long position = earliest;
    for (long mark = first; mark < next && times[at(mark)] <= time; mark++) {
      position = positions[at(mark)];
    }
    return position;
  }

  /**
   * The reader went back to this position: what is behind it has not been written to this
   * connection.
   */
  void rewound(long position) {
    while (first < next && positions[at(next - 1)] > position) {
      next--;
    }
    before = Math.min(before, position);
  }

  private static int at(long mark) {
    return (int) (mark % MARKS);
  }
}
