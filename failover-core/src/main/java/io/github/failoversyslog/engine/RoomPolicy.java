package io.github.failoversyslog.engine;

/**
 * Decides which messages that were written, and are not proven to be read, are released so that
 * writers find room: as few as possible, as late as possible, the oldest first. A pure function.
 *
 * <p>Those written last of all are the least likely to have been read: they may be in our own
 * kernel. They are released only when nothing else would help. All others are released before the
 * least serious events are refused, and sooner while the connection takes bytes: then a turn of the
 * loop comes too late now and then, with much that was logged meanwhile, and what is released has
 * been read in all likelihood.
 *
 * @param capacity of the ring
 * @param lastBytes of the ring, how much of what was written last is released last
 */
record RoomPolicy(int capacity, long lastBytes) {
  private static final int MARGIN = 16; // one part in so many
  private static final int MOST_FLOWING_MARGIN = 4; // one part in so many

  /** What 200,000 events a second of usual length take while a processor is waited for: 0.1 s. */
  private static final int FLOWING_MARGIN_BYTES = 4 * 1024 * 1024;

  private static final long SOON_NANOS = 10_000_000;
  private static final long LATER_NANOS = 100_000_000;

  /** What was written last is never so much that the rest would not do for a server that reads. */
  private static final int MOST_LAST = 4;

  RoomPolicy {
    lastBytes = Math.min(lastBytes, capacity / MOST_LAST);
  }

  /**
   * The position before which messages are to be released, at most {@code writtenTo}.
   *
   * @param writtenTo everything before this position was written
   * @param tail everything before this position is in use, from {@code released} on
   * @param blocked whether the connection takes no bytes
   */
  long releaseTo(long released, long writtenTo, long tail, boolean blocked) {
    long ordinary = Math.min(tail - ordinaryMayUse(blocked), writtenTo - lastBytes);
    long last = Math.min(tail - lastMayUse(), writtenTo);
    return Math.max(released, Math.max(ordinary, last));
  }

  private int ordinaryMayUse(boolean blocked) {
    int flowing = Math.min(FLOWING_MARGIN_BYTES, capacity / MOST_FLOWING_MARGIN);
    int margin = blocked ? capacity / MARGIN : Math.max(flowing, capacity / MARGIN);
    return Admission.usableByAll(capacity) - margin;
  }

  private int lastMayUse() {
    return capacity - capacity / MARGIN;
  }

  /**
   * How soon to look again whether something is to be released, while the connection takes no bytes
   * and nobody says that messages came; {@link Long#MAX_VALUE} if nothing could be.
   *
   * @param blocked if not, it rests, which is soon over: then only much in use matters
   */
  long lookAgainNanos(long released, long writtenTo, long tail, boolean blocked) {
    if (writtenTo <= released) {
      return Long.MAX_VALUE;
    }
    boolean much = tail - released >= ordinaryMayUse(true) / 2;
    return much ? SOON_NANOS : blocked ? LATER_NANOS : Long.MAX_VALUE;
  }
}
