package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * The storage of a ring, memory or a mapped file, and how writers append to it.
 *
 * @param view the reader's view of one message
 * @param viewAt a second view, for {@link MessageRing#messageAt}
 * @param whole whether the file still has its full length; called by the reader
 */
record RingMemory(
    Positions positions,
    Records records,
    ByteBuffer view,
    ByteBuffer viewAt,
    BooleanSupplier whole) {

  /**
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   */
  static RingMemory memory(long capacityBytes) {
    ByteBuffer data = Records.zeroedMemory(Capacity.atLeast(capacityBytes));
    return of(Positions.inMemory(), new Records(data, Checksum.NONE), () -> true);
  }

  static RingMemory of(Positions positions, Records records, BooleanSupplier whole) {
    return new RingMemory(positions, records, records.newWindow(), records.newWindow(), whole);
  }

  /**
   * Empty memory to replace this one: its positions begin somewhere after the tail, and it is
   * sealed if this one is.
   *
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   */
  RingMemory successor(long capacityBytes) {
    RingMemory next = memory(capacityBytes);
    long start = positions.tail() + records.capacity(); // writers may still move the tail
    next.positions.set(start, start);
    if (positions.openTail() < 0) {
      next.positions.seal();
    }
    return next;
  }

  boolean isKept() {
    return records.isKept();
  }

  /**
   * First step of an append: moves the tail after a new record that does not wrap. Any thread.
   *
   * @param usableBytes how much may be in use afterwards
   * @return the record's position, or -1 if there is no room
   */
  long claim(int messageBytes, long usableBytes) {
    long usable = Math.min(usableBytes, records.capacity()); // may be of a larger, replaced memory
    int recordBytes = recordBytes(messageBytes);
    while (true) {
      long tail = positions.openTail();
      long released = positions.released(); // read after the tail: an older value refuses too early
      int bytesToTheEnd = records.bytesToTheEnd(tail);
      int padding = bytesToTheEnd < recordBytes ? bytesToTheEnd : 0;
      long newTail = tail + padding + recordBytes;
      if (tail < 0 || newTail - released > usable) {
        return -1;
      }
      if (positions.moveTail(tail, newTail)) {
        if (padding > 0) {
          records.skip(tail, padding);
        }
        return tail + padding;
      }
    }
  }

  /**
   * Second and last step: writes the message to the record from {@link #claim}.
   *
   * @param count incremented first
   * @return false, with the count restored, if the memory cannot be written or the file was
   *     replaced in the meantime
   */
  boolean write(long position, byte[] message, int length, LongAdder count) {
    boolean counted = false;
    boolean written = false;
    try {
      count.increment();
      counted = true;
      long begun = records.claim(position, length);
      written = begun != 0 && complete(position, message, length, begun);
    } finally {
      if (!counted) {
        records.skip(position, recordBytes(length));
      } else if (!written) {
        count.decrement();
      }
    }
    return written;
  }

  private boolean complete(long position, byte[] message, int length, long begun) {
    boolean copied = false;
    try {
      records.put(position, message, length);
      copied = true;
    } finally {
      if (copied) {
        records.commit(position, message, length, begun);
      } else {
        records.skip(position, recordBytes(length));
      }
    }
    return !isKept() || positions.countAppended();
  }

  boolean isWhole() {
    return whole.getAsBoolean();
  }
}
