package io.github.failoversyslog.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The frames a server has received since this object was created. */
final class Arrivals {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long BETWEEN_LOOKS_NANOS = 200_000; // a busy loop would occupy a core

  private final LongSupplier frames;
  private final long before;
  private long arrived;
  private long lastNanos;

  /**
   * Counts from now on.
   *
   * @param frames total number of frames received so far
   */
  Arrivals(LongSupplier frames) {
    this.frames = frames;
    this.before = frames.getAsLong();
  }

  /** Waits until this many frames have arrived or no more are arriving. */
  void await(long expected) {
    lastNanos = System.nanoTime();
    look();
    while (arrived < expected && System.nanoTime() - lastNanos < QUIET_NANOS) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      look();
    }
  }

  private void look() {
    long now = frames.getAsLong() - before;
    if (now > arrived) {
      arrived = now;
      lastNanos = System.nanoTime();
    }
  }

  long arrived() {
    return arrived;
  }

  /** The time of the last check that found new frames. */
  long lastNanos() {
    return lastNanos;
  }
}
