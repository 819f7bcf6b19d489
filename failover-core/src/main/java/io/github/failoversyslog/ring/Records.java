package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ring's memory, by positions: headers, messages, and zeros where nothing is. */
final class Records {
  private static final VarHandle HEADER =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(4096).asReadOnlyBuffer();

  private final ByteBuffer data;
  private final int capacity;
  private final int mask;

  /**
   * @param data a power of two in size, aligned to 8
   */
  Records(ByteBuffer data) {
    this.data = data;
    this.capacity = data.capacity();
    this.mask = capacity - 1;
  }

  int capacity() {
    return capacity;
  }

  /** How many bytes of memory follow, with that of the position, before it goes round. */
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

  /** From now on the record can be skipped, should its writer die. */
  void claim(long position, int messageBytes) {
    setHeader(position, RecordHeader.claimed(messageBytes));
  }

  void put(long position, byte[] message, int offset, int length) {
    data.put(at(position) + RecordHeader.BYTES, message, offset, length);
  }

  /** Lets the reader see the message that was put there. */
  void commit(long position, int messageBytes, int severity) {
    setHeader(position, RecordHeader.message(messageBytes, severity));
  }

  /**
   * @param recordBytes as in {@link RecordHeader#skip}; they may go round the end of the memory
   */
  void skip(long position, int recordBytes) {
    setHeader(position, RecordHeader.skip(recordBytes));
  }

  /** All the memory, in which {@link #show} opens a window. */
  ByteBuffer newWindow() {
    return data.duplicate();
  }

  /**
   * @param header of the message at the position
   * @return the window, position to limit the message
   */
  ByteBuffer show(long position, long header, ByteBuffer window) {
    int start = at(position) + RecordHeader.BYTES;
    return window.limit(start + RecordHeader.messageBytes(header)).position(start);
  }

  void zero(long from, long to) {
    for (long position = from; position < to; ) {
      long bytes = Math.min(to - position, bytesToTheEnd(position));
      int step = (int) Math.min(bytes, ZEROS.capacity());
      data.put(at(position), ZEROS, 0, step);
      position += step;
    }
  }
}
