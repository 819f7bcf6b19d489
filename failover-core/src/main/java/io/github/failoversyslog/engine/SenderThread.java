package io.github.failoversyslog.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The thread of a {@link SenderLoop}. Events logged on it are never sent. */
public final class SenderThread extends Thread {
  SenderThread(Runnable loop, String senderName) {
    super(loop, "failover-syslog-" + senderName);
    setDaemon(true);
  }

  /**
   * Does nothing. Applications that interrupt all threads mean their own ones, and the selector of
   * an interrupted thread never blocks again.
   */
  @Override
  public void interrupt() {}

  /**
   * Waits for the thread to end. An interrupt of the caller does not end the wait, which is short;
   * the interrupt status is restored afterwards.
   *
   * @param clock nanoseconds; may be negative
   * @return whether the thread has ended
   */
  boolean awaitEnd(Duration time, LongSupplier clock) {
    boolean interrupted = false;
    long deadlineNanos = clock.getAsLong() + time.toNanos();
    long leftNanos = time.toNanos();
    while (leftNanos > 0 && isAlive()) {
      try {
        join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      leftNanos = deadlineNanos - clock.getAsLong();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !isAlive();
  }
}
