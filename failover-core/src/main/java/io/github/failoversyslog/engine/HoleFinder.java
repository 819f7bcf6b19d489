package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import java.time.Duration;

/**
 * Finds a record that its writer will never commit: the thread died between claim and commit, which
 * takes an error of the virtual machine. Writers need nanoseconds, so one that has not come back
 * after ten seconds is taken for dead.
 */
final class HoleFinder {
  private static final long PRESUMED_DEAD_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long NONE = -1;

  private final MessageRing ring;
  private long position = NONE;
  private long sinceNanos;
  private long tail; // when it was first seen

  HoleFinder(MessageRing ring) {
    this.ring = ring;
  }

  /**
   * Skips the record that holds up the reader, if it has done so for long enough; returns whether
   * it did.
   */
  boolean skipOld(long nowNanos) {
    if (!ring.hasWaiting() || ring.isReadable()) {
      position = NONE;
      return false;
    }
    if (position != ring.sent()) {
      position = ring.sent();
      sinceNanos = nowNanos;
      tail = ring.tail();
    }
    return nowNanos - sinceNanos >= PRESUMED_DEAD_NANOS && ring.skipHole(tail);
  }
}
