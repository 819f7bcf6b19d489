package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import java.time.Duration;

/**
 * Finds a record that its writer will never commit: the thread died between claim and commit, which
 * takes an error of the virtual machine. Writers need nanoseconds, so one that has not come back
 * after ten looks, a second apart, is taken for dead. Looks are counted, not time, since a process
 * that was paused has had no time to write either.
 */
final class DeadWriters {
  private static final int LOOKS = 10;
  private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NONE = -1;

  private final MessageRing ring;
  private long position = NONE; // of the record that holds up the reader
  private long tail; // when it was first seen
  private long nextLookNanos;
  private int looks;

  DeadWriters(MessageRing ring) {
    this.ring = ring;
  }

  /**
   * Skips the record that holds up the reader, if it has done so for long enough; returns whether
   * it did.
   */
  boolean skip(long nowNanos) {
    if (!ring.hasWaiting() || ring.isReadable()) {
      position = NONE;
      return false;
    }
    if (position != ring.sent()) {
      position = ring.sent();
      tail = ring.tail();
      looks = 0;
      nextLookNanos = nowNanos + BETWEEN_LOOKS_NANOS;
    } else if (nowNanos >= nextLookNanos) {
      looks++;
      nextLookNanos = nowNanos + BETWEEN_LOOKS_NANOS;
    }
    return looks >= LOOKS && ring.skipUncommitted(tail);
  }

  /** When it wants to look again, or {@link Long#MAX_VALUE}. */
  long wakeAtNanos() {
    return position == NONE ? Long.MAX_VALUE : nextLookNanos;
  }
}
