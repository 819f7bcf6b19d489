package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How far writers and reader have come: words of a block of memory, far enough apart that they do
 * not share a cache line.
 */
final class Positions {
  static final int BLOCK_BYTES = 4096;

  private static final int TAIL = 256; // its lowest bit says that the ring is sealed
  private static final int RELEASED = 512;
  private static final long SEALED = 1;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer block;

  /**
   * @param block of {@link #BLOCK_BYTES}, aligned to 8
   */
  Positions(ByteBuffer block) {
    this.block = block;
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
    long unused = (long) LONG.getAndBitwiseOr(block, TAIL, SEALED);
  }

  long released() {
    return (long) LONG.getAcquire(block, RELEASED);
  }

  /** The memory before this position is zero. */
  void release(long position) {
    LONG.setRelease(block, RELEASED, position);
  }
}
