package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Releases ring memory, and counts the released messages as confirmed, rejected or unconfirmed.
 * Used by the loop's thread only.
 */
final class Releases {
  private final MessagePump.Shared shared;
  private final MessageRing ring;
  private final Counters counters;
  private final long ourKernelBytes;
  private final IntConsumer rejected;
  private final ProvenMessages proven = new ProvenMessages();

  /**
   * @param ourKernelBytes the most bytes of the ring that our kernel's send buffer holds for one
   *     connection
   * @param rejected receives the number of released messages that servers have rejected, if any
   */
  Releases(MessagePump.Shared shared, long ourKernelBytes, IntConsumer rejected) {
    this.shared = shared;
    this.ring = shared.ring();
    this.counters = shared.counters();
    this.ourKernelBytes = ourKernelBytes;
    this.rejected = rejected;
  }

  /** The messages that receipts prove to be read; callers add to it. */
  ProvenMessages proven() {
    return proven;
  }

  /**
   * Releases messages that need no resend and, if writers would find no room otherwise, some
   * unconfirmed ones.
   *
   * @param blocked whether the connection in use accepts no messages
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

  /** Without a connection, the read position is that of the first message to be sent again. */
  private long neededFrom(@Nullable MessagePump inUse) {
    return inUse == null
        ? ring.sent()
        : Math.min(
            inUse.session().releasable(shared.clock().getAsLong()), inUse.sent().writtenTo());
  }

  private void releaseTo(long position) {
    if (position > ring.released()) {
      countRead(position);
      ring.release(position);
    }
  }

  private int countRead(long position) {
    int read = proven.countRead(ring, ring.released(), position);
    int refused = proven.countRejected(ring, ring.released(), position);
    counters.confirmed.add(read - refused);
    if (refused > 0) {
      rejected.accept(refused);
    }
    return read;
  }

  private void releaseUnconfirmed(long writtenTo, boolean blocked) {
    long position = room().releaseTo(ring.released(), writtenTo, ring.tail(), blocked);
    if (position > ring.released()) {
      int read = countRead(position);
      counters.releasedUnconfirmed.add(ring.releaseOldest(0, position) - read);
    }
  }

  /**
   * When writers may find too little room unless {@link #release} is called: while the server
   * accepts nothing, new messages do not wake the loop.
   *
   * @param inUse the connection in use, which accepts no messages
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

  /** A policy for the current ring, since a failed spool is replaced by memory of another size. */
  private RoomPolicy room() {
    return new RoomPolicy(ring.capacity(), ourKernelBytes);
  }

  /**
   * The last release, after all connections were closed; later messages stay in the ring.
   *
   * @param position where those begin
   * @param kept whether they outlive the sender; if not, the read ones of them are counted too
   */
  void releaseLast(long position, boolean kept) {
    countRead(kept ? position : ring.tail());
    ring.release(position);
  }
}
