package io.github.failoversyslog.engine;

/**
 * Decides which written but unconfirmed messages are released so that writers find room: as few as
 * possible, as late as possible, the oldest first. A pure function.
 *
 * <p>The messages written last are the least likely to have been read, since they may still be in
 * our own kernel's send buffer. They are released only if releasing older ones is not enough. All
 * others are released before the least serious events are discarded, and earlier while the
 * connection accepts data: a turn of the loop may then be late while many events are logged, and
 * what is released has very probably been read.
 *
 * @param capacity of the ring, in bytes
 * @param lastBytes how many bytes of the ring, counted back from the last write, are released last;
 *     limited to 1/4 of the capacity
 */
record RoomPolicy(int capacity, long lastBytes) {
  private static final int MARGIN_FRACTION = 16; // 1/16 of the ring
  private static final int MAX_FLOWING_FRACTION = 4; // at most 1/4 of the ring

  /** Room for 200,000 events a second of usual length during 0.1 s of waiting for a processor. */
  private static final int FLOWING_MARGIN_BYTES = 4 * 1024 * 1024;

  private static final long SOON_NANOS = 10_000_000;
  private static final long LATER_NANOS = 100_000_000;

  /**
   * At most 1/4 of the ring is released last, so that the rest is enough for a server that reads.
   */
  private static final int MAX_LAST_FRACTION = 4;

  RoomPolicy {
    lastBytes = Math.min(lastBytes, capacity / MAX_LAST_FRACTION);
  }

  /**
   * The position before which messages are to be released, at most {@code writtenTo}.
   *
   * @param writtenTo everything before this position was written
   * @param tail end of the used part of the ring, which begins at {@code released}
   * @param blocked whether the connection accepts no data
   */
  long releaseTo(long released, long writtenTo, long tail, boolean blocked) {
    long ordinary = Math.min(tail - ordinaryMayUse(blocked), writtenTo - lastBytes);
    long last = Math.min(tail - lastMayUse(), writtenTo);
    return Math.max(released, Math.max(ordinary, last));
  }

  private int ordinaryMayUse(boolean blocked) {
    int flowing = Math.min(FLOWING_MARGIN_BYTES, capacity / MAX_FLOWING_FRACTION);
    int margin =
        blocked ? capacity / MARGIN_FRACTION : Math.max(flowing, capacity / MARGIN_FRACTION);
    return Admission.usableByAll(capacity) - margin;
  }

  private int lastMayUse() {
    return capacity - capacity / MARGIN_FRACTION;
  }

  /**
   * How soon to check again whether messages are to be released, while the connection accepts no
   * data and new messages do not wake the loop; {@link Long#MAX_VALUE} if nothing could be
   * released.
   *
   * @param blocked if false, the connection rests, which ends soon; a check is needed only if much
   *     of the ring is in use
   */
  long lookAgainNanos(long released, long writtenTo, long tail, boolean blocked) {
    if (writtenTo <= released) {
      return Long.MAX_VALUE;
    }
    boolean muchInUse = tail - released >= ordinaryMayUse(true) / 2;
    return muchInUse ? SOON_NANOS : blocked ? LATER_NANOS : Long.MAX_VALUE;
  }
}
