package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * What a ring is made of, memory or a mapped file, and how writers put messages there.
 *
 * @param view the reader's window on one message
 * @param viewAt another one, for a reader that looks elsewhere meanwhile
 * @param whole whether the file is still as long as the memory; asked by the reader
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

  boolean isKept() {
    return records.isKept();
  }

  /**
   * First step of an append: moves the tail past a record that does not wrap. Any thread.
   *
   * @param usableBytes how much may be in use afterwards
   * @return the record's position, or -1 if there is no room
   */
  long claim(int messageBytes, long usableBytes) {
    long usable = Math.min(usableBytes, records.capacity()); // the caller may know another one's
    int recordBytes = recordBytes(messageBytes);
    while (true) {
      long tail = positions.openTail();
      long released = positions.released(); // after the tail: an older one would refuse too early
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
   * Second and last step: what {@link #claim} found gets its message.
   *
   * @param count gets one more, first
   * @return false, and the count is as it was, if there is no memory any more or the file was left
   *     meanwhile
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
