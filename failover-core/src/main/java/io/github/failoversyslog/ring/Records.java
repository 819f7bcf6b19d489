package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ring's memory, addressed by position: headers, messages, and zeros in unused memory. */
final class Records {
  private static final VarHandle HEADER =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(4096).asReadOnlyBuffer();

  private final ByteBuffer data;
  private final Checksum checksum;
  private final int capacity;
  private final int mask;

  /**
   * @param data a power of two in size, aligned to 8
   */
  Records(ByteBuffer data, Checksum checksum) {
    this.data = data;
    this.checksum = checksum;
    this.capacity = data.capacity();
    this.mask = capacity - 1;
  }

  /** Memory with the alignment of records. */
  static ByteBuffer zeroedMemory(int bytes) {
    return ByteBuffer.allocateDirect(bytes + RecordHeader.ALIGNMENT)
        .alignedSlice(RecordHeader.ALIGNMENT)
        .slice(0, bytes);
  }

  int capacity() {
    return capacity;
  }

  /** Whether this is the memory of a file, which survives the process. */
  boolean isKept() {
    return checksum.isKept();
  }

  /** Bytes from this position to the end of the memory, where positions wrap around. */
  int bytesToTheEnd(long position) {
    return capacity - at(position);
  }

  private int at(long position) {
    return (int) position & mask;
  }

  long header(long position) {
    return (long) HEADER.getAcquire(data, at(position));
  }

  private void setHeader(long position, long header) {
    HEADER.setRelease(data, at(position), header);
  }

  /**
   * Writes the header of a record whose message is being written. If its writer dies afterwards,
   * the record can be skipped.
   *
   * @return the header for {@link #commit}, or 0 if the memory cannot be written: writes to the
   *     mapping of a truncated file are lost without an error
   */
  long claim(long position, int messageBytes) {
    long header = RecordHeader.message(messageBytes);
    long begun = RecordHeader.withChecksum(header, checksum.of(position, header));
    long claimed = RecordHeader.claimed(begun);
    setHeader(position, claimed);
    return !checksum.isKept() || holds(position, claimed, messageBytes) ? begun : 0;
  }

  /**
   * Whether all memory of a record that was just claimed can be accessed. Where it cannot, the JVM
   * skips the load instruction, and its target register keeps the old value. So the loads must not
   * be part of compare instructions, and a stale register must not hold the expected value.
   */
  private boolean holds(long position, long claimed, int messageBytes) {
    int last = at(position) + RecordHeader.recordBytes(messageBytes) - RecordHeader.ALIGNMENT;
    long difference = (long) HEADER.getVolatile(data, at(position)) ^ claimed;
    return (difference | (long) HEADER.getVolatile(data, last)) == 0;
  }

  void put(long position, byte[] message, int length) {
    data.put(at(position) + RecordHeader.BYTES, message, 0, length);
  }

  /** Copies the first bytes of a message. */
  void copy(long position, byte[] target, int bytes) {
    data.get(at(position) + RecordHeader.BYTES, target, 0, bytes);
  }

  /**
   * Makes the message visible to the reader.
   *
   * @param begun the header that {@link #claim} returned
   */
  void commit(long position, byte[] message, int length, long begun) {
    setHeader(position, checksum.with(message, length, begun));
  }

  /**
   * @param recordBytes as in {@link RecordHeader#skip}; may wrap around the end of the memory
   */
  void skip(long position, int recordBytes) {
    long header = RecordHeader.skip(recordBytes);
    setHeader(position, RecordHeader.withChecksum(header, checksum.of(position, header)));
  }

  /** Returns the position of the first record that is not committed, or {@code to}. */
  long committedUntil(long from, long to) {
    long position = from;
    long header = position < to ? header(position) : 0;
    while (RecordHeader.isComplete(header)) {
      position += RecordHeader.recordBytes(header);
      header = position < to ? header(position) : 0;
    }
    return position;
  }

  /**
   * Counts the messages between two positions, those whose header is written but which are not
   * committed too: their writers count them before they write the header.
   */
  int countMessages(long from, long to) {
    int messages = 0;
    for (long position = from; position < to; ) {
      long header = header(position);
      boolean claimed = RecordHeader.isClaimed(header);
      long end =
          RecordHeader.isComplete(header)
              ? position + RecordHeader.recordBytes(header)
              : endOfUncommitted(position, header, to);
      if (header == 0 && header(position) != 0) {
        continue; // written meanwhile: the scan may have ended inside the message
      }
      if (end == position && header != 0) {
        break; // no header: the memory is damaged
      }
      messages += claimed || RecordHeader.isMessage(header) ? 1 : 0;
      position = end;
    }
    return messages;
  }

  /**
   * The end of a record that is not committed. If it was not even claimed, its length is unknown,
   * and its end is the next position that is not zero.
   *
   * @param header of the record
   * @param to the greatest value to return
   */
  long endOfUncommitted(long position, long header, long to) {
    long end = position;
    if (RecordHeader.isClaimed(header)) {
      end += RecordHeader.recordBytes(header);
    } else {
      while (end < to && header(end) == 0) { // the writer died before claiming it
        end += RecordHeader.ALIGNMENT;
      }
    }
    return end;
  }

  /** Whether a record with this header would have a valid length at this position. */
  boolean isPossible(long position, long header) {
    if (RecordHeader.isMessage(header) || RecordHeader.isClaimed(header)) {
      return RecordHeader.messageBytes(header) <= RecordHeader.LONGEST_MESSAGE
          && RecordHeader.recordBytes(header) <= bytesToTheEnd(position);
    }
    return RecordHeader.isComplete(header) && RecordHeader.recordBytes(header) <= capacity;
  }

  /**
   * Whether the record was written to this position.
   *
   * @param crc of the record's message; 0 if it has none
   */
  boolean isIntact(long position, long header, int crc) {
    return RecordHeader.checksum(header) == (checksum.of(position, header) ^ crc);
  }

  /**
   * @param header of the message at the position
   */
  int crc(long position, long header) {
    return Checksum.crc(show(position, header, newWindow()));
  }

  /** A new view of the whole memory, for {@link #show}. */
  ByteBuffer newWindow() {
    return data.duplicate();
  }

  /**
   * @param header of the message at the position
   * @return the window, with position and limit set to the message
   */
  ByteBuffer show(long position, long header, ByteBuffer window) {
    int start = at(position) + RecordHeader.BYTES;
    return window.limit(start + RecordHeader.messageBytes(header)).position(start);
  }

  void zero(long from, long to) {
    for (long position = from; position < to; ) {
      int step = step(position, to);
      data.put(at(position), ZEROS, 0, step);
      position += step;
    }
  }

  private int step(long position, long to) {
    long bytes = Math.min(to - position, bytesToTheEnd(position));
    return (int) Math.min(bytes, ZEROS.capacity());
  }

  /** Returns the position of the first 8 bytes that are not all zero, or {@code to}. */
  long zeroUntil(long from, long to) {
    for (long position = from; position < to; ) {
      int step = step(position, to);
      int mismatch = data.slice(at(position), step).mismatch(ZEROS.slice(0, step));
      if (mismatch >= 0) {
        return position + (mismatch & -RecordHeader.ALIGNMENT);
      }
      position += step;
    }
    return to;
  }
}
