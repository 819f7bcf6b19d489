package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Spans;

/**
 * Gives memory of the ring back to its writers, and counts what leaves it with a receipt and what
 * without. Used by the loop's thread only.
 */
final class Releases {
  private final MessageRing ring;
  private final Counters counters;
  private final long ourKernelBytes;
  private final Spans proven = new Spans(); // by receipts

  /**
   * @param ourKernelBytes of the ring, the most that our kernel holds for one connection
   */
  Releases(MessageRing ring, Counters counters, long ourKernelBytes) {
    this.ring = ring;
    this.counters = counters;
    this.ourKernelBytes = ourKernelBytes;
  }

  /** Where messages are that receipts prove to be read; to be added to. */
  Spans proven() {
    return proven;
  }

  /** Messages before this position need no resend. */
  void release(long position) {
    if (position > ring.released()) {
      countConfirmed(position);
      ring.release(position);
    }
  }

  private int countConfirmed(long position) {
    int confirmed = proven.countMessages(ring, ring.released(), position);
    counters.confirmed.add(confirmed);
    return confirmed;
  }

  /**
   * Lets messages go that were written and may have to be sent again, if writers would find no room
   * otherwise.
   *
   * @param writtenTo everything before this position was written
   * @param blocked whether the connection takes no messages
   */
  void letGo(long writtenTo, boolean blocked) {
    long position = room().letGoTo(ring.released(), writtenTo, ring.tail(), blocked);
    if (position > ring.released()) {
      int confirmed = countConfirmed(position);
      counters.releasedUnconfirmed.add(ring.releaseOldest(0, position) - confirmed);
    }
  }

  /**
   * How soon {@link #letGo} is wanted again, although nobody says that messages came; {@link
   * Long#MAX_VALUE} if it would not help.
   */
  long lookAgainNanos(long writtenTo, boolean blocked) {
    return room().lookAgainNanos(ring.released(), writtenTo, ring.tail(), blocked);
  }

  /** Of the ring as it is now, since a spool that failed may be left for memory of another size. */
  private RoomPolicy room() {
    return new RoomPolicy(ring.capacity(), ourKernelBytes);
  }

  void forgetReleased() {
    proven.forgetBefore(ring.released());
  }
}
