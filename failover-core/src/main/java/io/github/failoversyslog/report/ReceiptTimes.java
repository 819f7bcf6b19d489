package io.github.failoversyslog.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Measures the time from a log call to the receipt for its message: of one message, and when its
 * receipt has come, of the next one. Costs nothing while nobody listens, and an event that is not
 * measured the reading of one field.
 */
public final class ReceiptTimes {
  private static final int OFF = 0;
  private static final int WANTED = 1;
  private static final int BEING_TAKEN = 2;
  private static final int TAKEN = 3;

  private final LongSupplier clock;
  private final Map<Object, LongConsumer> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger state = new AtomicInteger(OFF);
  private long endPosition; // of the message; written before TAKEN
  private long takenAtNanos;

  /**
   * @param clock nanoseconds
   */
  ReceiptTimes(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Any thread.
   *
   * @param owner has at most one listener, the first
   * @param listener receives nanoseconds, on the sender's thread; must not block
   */
  public void add(Object owner, LongConsumer listener) {
    listeners.putIfAbsent(owner, listener);
    state.compareAndSet(OFF, WANTED);
  }

  /** Any thread. */
  public void remove(Object owner) {
    listeners.remove(owner);
  }

  /** Whether the next message is to be measured. Any thread. */
  public boolean isWanted() {
    return state.get() == WANTED;
  }

  /**
   * A message was appended just now. Any thread.
   *
   * @param tail of the ring, behind the message and perhaps a few later ones
   */
  public void appended(long tail) {
    if (state.compareAndSet(WANTED, BEING_TAKEN)) {
      endPosition = tail;
      takenAtNanos = clock.getAsLong();
      state.set(TAKEN);
    }
  }

  /**
   * Messages left the ring. Sender's thread only.
   *
   * @param position the ring's new released position
   * @param confirmed whether receipts prove that all of them were read
   */
  public void released(long position, boolean confirmed) {
    if (state.get() != TAKEN || position < endPosition) {
      return;
    }
    long nanos = confirmed ? clock.getAsLong() - takenAtNanos : 0;
    state.set(OFF);
    if (!listeners.isEmpty()) { // read after the state was set, so one added meanwhile is seen
      state.compareAndSet(OFF, WANTED);
    }
    if (confirmed) { // last: whoever is told of a time may have the next message measured
      listeners.values().forEach(listener -> tell(listener, nanos));
    }
  }

  private static void tell(LongConsumer listener, long nanos) {
    try {
      listener.accept(nanos);
    } catch (RuntimeException e) {
      // a program's own code must not disturb delivery; this time is not counted
    }
  }
}
