package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How far writers and reader have come. They meet in plain memory, in words far enough apart not to
 * share a cache line; a ring in a file has copies in its first page, behind the 36 bytes of {@link
 * ControlPage}, which only the next start reads:
 *
 * <pre>
 *     1024  released: what is before was not needed any more
 *     1032  zeroed: as released, but behind it while memory is being zeroed
 *     1040  tail: at least so far records were claimed
 * </pre>
 */
final class Positions {
  static final int BLOCK_BYTES = 4096;

  private static final int TAIL = 256; // its lowest bit says that the ring is sealed
  private static final int APPENDED =
      264; // messages; next to the tail, which an append has at hand
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
   * At 0 until {@link #set}.
   *
   * @param page the file's first, mapped
   */
  static Positions savedIn(ByteBuffer page) {
    return new Positions(Records.zeroedMemory(BLOCK_BYTES), page);
  }

  /** Negative once the ring is sealed. */
  long openTail() {
    long word = (long) LONG.getVolatile(block, TAIL);
    return (word & SEALED) == 0 ? word : -1;
  }

  /** Any thread; also of a sealed ring. */
  long tail() {
    return (long) LONG.getVolatile(block, TAIL) & ~SEALED;
  }

  /** Moves the tail, unless someone else did or the ring was sealed meanwhile. */
  boolean moveTail(long from, long to) {
    return LONG.compareAndSet(block, TAIL, from, to);
  }

  void seal() {
    LONG.getAndBitwiseOr(block, TAIL, SEALED);
  }

  /** A message was committed. Any thread. Returns false if that is too late to be counted. */
  boolean countAppended() {
    return (long) LONG.getAndAdd(block, APPENDED, 1L) >= 0;
  }

  /** How many messages were counted; no more will be. To be called once. */
  long endOfCount() {
    return (long) LONG.getAndAdd(block, APPENDED, COUNT_ENDED);
  }

  long released() {
    return (long) LONG.getAcquire(block, RELEASED);
  }

  /** The memory before this position is going to be zeroed; what is left of it is no loss. */
  void zeroing(long position) {
    saveTail();
    LONG.setVolatile(page, SAVED_RELEASED, position);
  }

  /** The memory before this position is zero. */
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

  /** Before writers and reader begin. */
  void set(long released, long tail) {
    LONG.setVolatile(block, TAIL, tail);
    zeroing(released);
    release(released);
  }
}
