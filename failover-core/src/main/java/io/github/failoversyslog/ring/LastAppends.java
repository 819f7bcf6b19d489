package io.github.failoversyslog.ring;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits for the appends that were in progress when a ring was sealed. Their messages are accepted
 * but not yet counted by {@link MessageRing#countMessages}, and a file must not be closed before
 * them.
 *
 * @param clock nanoseconds; never decreases
 * @param pause waits for about so many nanoseconds
 */
public record LastAppends(LongSupplier clock, LongConsumer pause) {
  public static final LastAppends SYSTEM =
      new LastAppends(System::nanoTime, LockSupport::parkNanos);

  private static final long MAY_TAKE_NANOS = 200_000_000;
  private static final long PAUSE_NANOS = 100_000;
  private static final int MAY_TAKE_PAUSES = 500; // fewer: the whole process was suspended

  /**
   * Seals the ring and waits, usually for nanoseconds: a writer may have been interrupted by the
   * scheduler, and one that died is not waited for longer than 200 ms, or longer if this thread too
   * hardly ran in that time. Reader only.
   *
   * @return whether no append is in progress
   */
  public boolean sealAndAwait(MessageRing ring) {
    ring.seal();
    long beganNanos = clock.getAsLong();
    for (int pauses = 0; ring.hasWriters(); pauses++) {
      if (pauses >= MAY_TAKE_PAUSES && clock.getAsLong() - beganNanos > MAY_TAKE_NANOS) {
        return false;
      }
      pause.accept(PAUSE_NANOS);
    }
    return true;
  }
}
