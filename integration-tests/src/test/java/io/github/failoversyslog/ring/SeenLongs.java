package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Stands in for the {@code VarHandle} of a ring's memory where Lincheck checks a model: it refuses
 * VarHandles of byte buffers, and switches threads at accesses to fields. Each access is one step;
 * all are in one order, as Lincheck's model of memory has it.
 */
final class SeenLongs {
  @SuppressWarnings("UnusedVariable") // Lincheck sees the writes
  private static volatile int accesses;

  /** The place for another thread to go on. */
  static void step() {
    accesses = 1;
  }

  private static ByteBuffer seen(ByteBuffer memory) {
    step();
    return memory.order(ByteOrder.nativeOrder());
  }

  long getAcquire(ByteBuffer memory, int index) {
    return seen(memory).getLong(index);
  }

  long getVolatile(ByteBuffer memory, int index) {
    return seen(memory).getLong(index);
  }

  void setRelease(ByteBuffer memory, int index, long value) {
    seen(memory).putLong(index, value);
  }

  void setVolatile(ByteBuffer memory, int index, long value) {
    seen(memory).putLong(index, value);
  }

  boolean compareAndSet(ByteBuffer memory, int index, long expected, long value) {
    boolean same = seen(memory).getLong(index) == expected;
    if (same) {
      memory.putLong(index, value);
    }
    return same;
  }

  long getAndAdd(ByteBuffer memory, int index, long more) {
    long before = seen(memory).getLong(index);
    memory.putLong(index, before + more);
    return before;
  }

  long getAndBitwiseOr(ByteBuffer memory, int index, long bits) {
    long before = seen(memory).getLong(index);
    memory.putLong(index, before | bits);
    return before;
  }
}
