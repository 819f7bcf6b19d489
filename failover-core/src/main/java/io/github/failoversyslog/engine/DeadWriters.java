package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import java.time.Duration;

/**
 * Finds a record that its writer will never commit, because the thread died between claim and
 * commit, which takes an error of the virtual machine. Writers need nanoseconds, so one that has
 * not committed after ten checks, 1 s apart, is considered dead. Checks are counted instead of
 * time, since a suspended process gives writers no time either.
 */
final class DeadWriters {
  private static final int CHECKS = 10;
  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NONE = -1;

  private final MessageRing ring;
  private long position = NONE; // of the record that blocks the reader
  private long tail; // as of the first check of that record
  private long nextCheckNanos;
  private int checks;

  DeadWriters(MessageRing ring) {
    this.ring = ring;
  }

  /**
   * Skips the record that blocks the reader, if all checks have failed.
   *
   * @return whether it was skipped
   */
  boolean skip(long nowNanos) {
    if (!ring.hasWaiting() || ring.isReadable()) {
      position = NONE;
      return false;
    }
    if (position != ring.sent()) {
      position = ring.sent();
      tail = ring.tail();
      checks = 0;
      nextCheckNanos = nowNanos + CHECK_INTERVAL_NANOS;
    } else if (nowNanos >= nextCheckNanos) {
      checks++;
      nextCheckNanos = nowNanos + CHECK_INTERVAL_NANOS;
    }
    return checks >= CHECKS && ring.skipUncommitted(tail);
  }

  /** When the next check is due, or {@link Long#MAX_VALUE}. */
  long wakeAtNanos() {
    return position == NONE ? Long.MAX_VALUE : nextCheckNanos;
  }
}
