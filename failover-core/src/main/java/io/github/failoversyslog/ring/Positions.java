package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The positions of writers and reader, in plain memory, each in its own cache line. A ring in a
 * file also saves copies in its first page, after the 36 bytes of {@link ControlPage}, which only
 * the next start reads:
 *
 * <pre>
 *     1024  released: everything before this position was no longer needed
 *     1032  zeroed: like released, but less while memory is being zeroed
 *     1040  tail: records were claimed at least up to this position
 * </pre>
 */
final class Positions {
  static final int BLOCK_BYTES = 4096;

  private static final int TAIL = 256; // its lowest bit is set once the ring is sealed
  private static final int APPENDED =
      264; // messages; in the cache line of the tail, which an append has loaded
  private static final int RELEASED = 512;
  private static final int SAVED_RELEASED = 1024;
  private static final int SAVED_ZEROED = 1032;
  private static final int SAVED_TAIL = 1040;
  private static final long SEALED = 1;
  private static final long COUNT_ENDED = Long.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer block;
  private final ByteBuffer page;

  private Positions(ByteBuffer block, ByteBuffer page) {
    this.block = block;
    this.page = page;
  }

  static Positions inMemory() {
    ByteBuffer block = Records.zeroedMemory(BLOCK_BYTES);
    return new Positions(block, block);
  }

  /**
   * All positions are 0 until {@link #set}.
   *
   * @param page first page of the file, mapped
   */
  static Positions savedIn(ByteBuffer page) {
    return new Positions(Records.zeroedMemory(BLOCK_BYTES), page);
  }

  /** The tail; negative once the ring is sealed. */
  long openTail() {
    long word = (long) LONG.getVolatile(block, TAIL);
    return (word & SEALED) == 0 ? word : -1;
  }

  /** The tail, also of a sealed ring. Any thread. */
  long tail() {
    return (long) LONG.getVolatile(block, TAIL) & ~SEALED;
  }

  /** Moves the tail, unless another thread moved it or the ring was sealed in the meantime. */
  boolean moveTail(long from, long to) {
    return LONG.compareAndSet(block, TAIL, from, to);
  }

  void seal() {
    LONG.getAndBitwiseOr(block, TAIL, SEALED);
  }

  /**
   * Counts a committed message. Any thread. Returns false if {@link #endOfCount} was called before.
   */
  boolean countAppended() {
    return (long) LONG.getAndAdd(block, APPENDED, 1L) >= 0;
  }

  /** Ends the count and returns the number of messages counted. To be called once. */
  long endOfCount() {
    return (long) LONG.getAndAdd(block, APPENDED, COUNT_ENDED);
  }

  long released() {
    return (long) LONG.getAcquire(block, RELEASED);
  }

  /**
   * The memory before this position will be zeroed; remains of records in it are not counted as
   * lost.
   */
  void zeroing(long position) {
    saveTail();
    LONG.setVolatile(page, SAVED_RELEASED, position);
  }

  /** The memory before this position has been zeroed. */
  void release(long position) {
    LONG.setRelease(page, SAVED_ZEROED, position);
    LONG.setRelease(block, RELEASED, position);
  }

  void saveTail() {
    LONG.setVolatile(page, SAVED_TAIL, tail());
  }

  long savedReleased() {
    return (long) LONG.getVolatile(page, SAVED_RELEASED);
  }

  long savedZeroed() {
    return (long) LONG.getVolatile(page, SAVED_ZEROED);
  }

  long savedTail() {
    return (long) LONG.getVolatile(page, SAVED_TAIL);
  }

  /** Sets the positions before writers and reader start. */
  void set(long released, long tail) {
    LONG.setVolatile(block, TAIL, tail);
    zeroing(released);
    release(released);
  }
}
