package io.github.failoversyslog.engine;

/**
 * Decides which messages written to a connection need no resend, and how far back to go when it is
 * lost.
 *
 * <p>A server may take a window of time to read what was sent to it. Whether it was there to read
 * is only known up to its last sign of life: it took more bytes than the kernel can hold, it said
 * something, or its host let a second connection be made. Time is the time in which the connection
 * took bytes: while it does not, nothing ages.
 */
final class ReleasePolicy {
  private static final int MARKS_PER_WINDOW = 200;
  private static final long END_OF_STREAM_NANOS = 1_000_000_000L; // what may have been on its way
  private static final long KEEPALIVE_NANOS = 60_000_000_000L;
  private static final long ROUND_TRIP_NANOS = 1_000_000_000L; // at the most, with what delays it
  private static final long NEVER = Long.MAX_VALUE;

  private final long windowNanos;
  private final long inFlightBytes;
  private final WriteLog log;
  private long before; // everything before this position needs no resend
  private long aliveNanos; // the last sign of life
  private long lastSeenNanos; // a sign of life from then on:
  private long seenCountsNanos = NEVER;
  private long takingNanos; // time in which the connection took bytes
  private long asOfNanos;
  private boolean blocked;

  /**
   * @param windowNanos 0: nothing is sent again that was written
   * @param inFlightBytes of the ring, the most that the kernel can hold; what is further back than
   *     that has reached the server's host
   * @param position of the first message that this connection gets
   */
  ReleasePolicy(long windowNanos, long inFlightBytes, long position, long nowNanos) {
    this.windowNanos = windowNanos;
    this.inFlightBytes = inFlightBytes;
    this.log = new WriteLog(windowNanos / MARKS_PER_WINDOW);
    this.before = position;
    this.asOfNanos = nowNanos;
  }

  private void passTimeTo(long nowNanos) {
    if (!blocked) {
      takingNanos += nowNanos - asOfNanos;
    }
    asOfNanos = nowNanos;
    if (takingNanos >= seenCountsNanos) {
      aliveNanos = Math.max(aliveNanos, lastSeenNanos);
      seenCountsNanos = NEVER;
    }
  }

  /** The connection has bytes to write and takes none, or takes them again. */
  void blocked(boolean nowBlocked, long nowNanos) {
    passTimeTo(nowNanos);
    blocked = nowBlocked;
  }

  /** Everything before the position has been written. */
  void written(long position, long nowNanos) {
    passTimeTo(nowNanos);
    log.written(position, takingNanos);
    aliveNanos = Math.max(aliveNanos, log.timeOf(position - inFlightBytes, aliveNanos));
  }

  /** The server said something over this connection. */
  void heard(long nowNanos) {
    passTimeTo(nowNanos);
    aliveNanos = takingNanos;
  }

  /**
   * The server's host let another connection be made at this time, which is not after now. It may
   * have booted meanwhile, and will say so with a reset when our kernel sends something again: what
   * it has no answer to, at intervals that double, or a keepalive. So only when enough time has
   * passed for both is it a sign of life.
   */
  void seen(long atNanos, long nowNanos) {
    passTimeTo(nowNanos);
    long seenNanos = takingNanos - (nowNanos - atNanos);
    long ageNanos = seenNanos - log.timeBehind(before, seenNanos);
    if (seenCountsNanos == NEVER && ageNanos >= windowNanos) {
      lastSeenNanos = seenNanos;
      seenCountsNanos = seenNanos + Math.max(ageNanos, KEEPALIVE_NANOS) + ROUND_TRIP_NANOS;
    }
  }

  /**
   * Messages before this position need no resend any more: the server was there for a whole window
   * after they were written.
   */
  long releasable(long nowNanos) {
    passTimeTo(nowNanos);
    long seenUntil = windowNanos == 0 ? takingNanos : aliveNanos;
    before = Math.max(before, log.positionAt(seenUntil - windowNanos, before));
    return before;
  }

  /**
   * The position of the first message that has to be sent again after this end of the connection.
   */
  long resendFrom(Loss loss, long nowNanos) {
    return switch (loss) {
      case SILENCE, RESET -> releasable(nowNanos);
      case END_OF_STREAM ->
          writtenLongerAgoThan(Math.min(windowNanos, END_OF_STREAM_NANOS), nowNanos);
    };
  }

  private long writtenLongerAgoThan(long nanos, long nowNanos) {
    long earliest = releasable(nowNanos);
    return Math.max(earliest, log.positionAt(takingNanos - nanos, earliest));
  }

  /**
   * The reader went back to this position: what is behind it has not been written to this
   * connection.
   */
  void rewound(long position) {
    log.cutBackTo(position);
    before = Math.min(before, position);
  }
}
