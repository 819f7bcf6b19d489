package io.github.failoversyslog;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps a few writers for all threads, so that memory does not grow with their number. When all are
 * in use a further one is made, and forgotten afterwards.
 */
final class WriterPool {
  private static final int SLOTS_PER_CORE = 4;
  private static final int SLOTS =
      Integer.highestOneBit(SLOTS_PER_CORE * Runtime.getRuntime().availableProcessors() * 2 - 1);
  private static final int TRIES = 4;

  private final AtomicReferenceArray<MessageWriter> slots = new AtomicReferenceArray<>(SLOTS);
  private final Supplier<MessageWriter> factory;

  WriterPool(Supplier<MessageWriter> factory) {
    this.factory = factory;
  }

  /** A writer that nobody else has. Any thread. */
  MessageWriter take() {
    int home = home();
    for (int i = 0; i < TRIES; i++) {
      int slot = (home + i) & (SLOTS - 1);
      MessageWriter writer = slots.getPlain(slot) == null ? null : slots.getAndSet(slot, null);
      if (writer != null) {
        return writer;
      }
    }
    return factory.get();
  }

  /**
   * Any thread. Two that find the same slot free at once leave one writer in it; to rule that out
   * would cost every message an atomic step.
   */
  void giveBack(MessageWriter writer) {
    int home = home();
    for (int i = 0; i < TRIES; i++) {
      int slot = (home + i) & (SLOTS - 1);
      if (slots.getPlain(slot) == null) {
        slots.setRelease(slot, writer);
        return;
      }
    }
  }

  private static int home() {
    return (int) Thread.currentThread().getId();
  }
}
