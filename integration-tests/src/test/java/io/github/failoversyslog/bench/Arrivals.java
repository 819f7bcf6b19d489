package io.github.failoversyslog.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** What a server has received since a moment. */
final class Arrivals {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long BETWEEN_LOOKS_NANOS = 200_000; // a busy loop would take its core away

  private final LongSupplier frames;
  private final long before;
  private long arrived;
  private long lastNanos;

  /**
   * Counts from now on.
   *
   * @param frames how many have arrived so far
   */
  Arrivals(LongSupplier frames) {
    this.frames = frames;
    this.before = frames.getAsLong();
  }

  /** Returns when so many have arrived, or nothing more comes. */
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

  /** The time of the last look at which there was something new. */
  long lastNanos() {
    return lastNanos;
  }
}
