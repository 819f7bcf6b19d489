package io.github.failoversyslog.ring;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the appends that were in progress when a ring was sealed. Their messages are accepted
 * but not yet counted by {@link MessageRing#countMessages}, and a file must not be closed before
 * them.
 */
public final class LastAppends {
  private static final long MAY_TAKE_NANOS = 200_000_000;
  private static final long PAUSE_NANOS = 100_000;

  private LastAppends() {}

  /**
   * Seals the ring and waits, usually for nanoseconds: a writer may have been interrupted by the
   * scheduler, and one that died is not waited for longer than 200 ms. Reader only.
   *
   * @return whether no append is in progress
   */
  public static boolean sealAndAwait(MessageRing ring) {
    ring.seal();
    long beganNanos = System.nanoTime();
    while (ring.hasWriters()) {
      if (System.nanoTime() - beganNanos > MAY_TAKE_NANOS) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
