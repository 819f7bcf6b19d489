package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Spans;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory of the ring back to its writers, and counts what leaves it with a receipt and what
 * without. Used by the loop's thread only.
 */
final class Releases {
  private final MessagePump.Shared shared;
  private final MessageRing ring;
  private final Counters counters;
  private final long ourKernelBytes;
  private final Spans proven = new Spans(); // by receipts

  /**
   * @param ourKernelBytes of the ring, the most that our kernel holds for one connection
   */
  Releases(MessagePump.Shared shared, long ourKernelBytes) {
    this.shared = shared;
    this.ring = shared.ring();
    this.counters = shared.counters();
    this.ourKernelBytes = ourKernelBytes;
  }

  /** Where messages are that receipts prove to be read; to be added to. */
  Spans proven() {
    return proven;
  }

  /**
   * Releases what needs no resend and, if writers would find no room otherwise, some of the rest.
   *
   * @param blocked whether the connection in use takes no messages
   */
  void release(@Nullable MessagePump inUse, DrainingConnections draining, boolean blocked) {
    if (inUse != null) {
      inUse.sent().addProven(proven);
    }
    if (draining.isEmpty()) {
      releaseTo(neededFrom(inUse));
    } else {
      draining.forEach(old -> old.sent().addProven(proven));
    }
    if (inUse != null && inUse.session().mayReleaseUnconfirmed()) {
      releaseUnconfirmed(inUse.sent().writtenTo(), blocked);
    }
    shared.written().forgetBefore(ring.released());
    proven.forgetBefore(ring.released());
  }

  /**
   * Without a connection the reader has gone back to the first message that is to be sent again.
   */
  private long neededFrom(@Nullable MessagePump inUse) {
    return inUse == null
        ? ring.sent()
        : Math.min(
            inUse.session().releasable(shared.clock().getAsLong()), inUse.sent().writtenTo());
  }

  private void releaseTo(long position) {
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

  private void releaseUnconfirmed(long writtenTo, boolean blocked) {
    long position = room().releaseTo(ring.released(), writtenTo, ring.tail(), blocked);
    if (position > ring.released()) {
      int confirmed = countConfirmed(position);
      counters.releasedUnconfirmed.add(ring.releaseOldest(0, position) - confirmed);
    }
  }

  /**
   * When writers may find too little room, which nothing but {@link #release} can make: while a
   * server takes nothing, nobody wakes the loop for new messages.
   *
   * @param inUse which takes no messages
   */
  long dueAtNanos(MessagePump inUse) {
    if (!inUse.session().mayReleaseUnconfirmed()) {
      return Long.MAX_VALUE;
    }
    long nanos =
        room()
            .lookAgainNanos(
                ring.released(), inUse.sent().writtenTo(), ring.tail(), inUse.isBlocked());
    return nanos == Long.MAX_VALUE ? nanos : shared.clock().getAsLong() + nanos;
  }

  /** Of the ring as it is now, since a spool that failed may be left for memory of another size. */
  private RoomPolicy room() {
    return new RoomPolicy(ring.capacity(), ourKernelBytes);
  }

  /**
   * The last release, when all connections are closed; the rest stays in the ring.
   *
   * @param position where the rest begins
   * @param kept whether the rest outlives the sender; if not, what of it is proven counts too
   */
  void releaseLast(long position, boolean kept) {
    countConfirmed(kept ? position : ring.tail());
    ring.release(position);
  }
}
