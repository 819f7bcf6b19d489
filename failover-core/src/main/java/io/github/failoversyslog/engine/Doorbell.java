package io.github.failoversyslog.engine;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the loop for a new message only while it sleeps, which saves most messages a system call.
 */
final class Doorbell {
  private final Selector selector;
  private final AtomicBoolean sleeping = new AtomicBoolean();

  Doorbell(Selector selector) {
    this.selector = selector;
  }

  Selector selector() {
    return selector;
  }

  /**
   * A message was committed. Any thread. Has no fence between the commit and the read of the loop's
   * state, since that would cost more than the rest of the call: a loop that has only just called
   * {@link #listen} may be missed.
   */
  void ring() {
    if (sleeping.getOpaque() && sleeping.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  /**
   * From now on {@link #ring} wakes the loop. A message committed at this moment may be missed by
   * the loop, and its writer may not wake the loop, so the loop has to check the ring at once, and
   * once more a little later before it sleeps for long.
   */
  void listen() {
    sleeping.set(true);
  }

  /** Whether {@link #ring} has not woken the loop since {@link #listen}. */
  boolean isListening() {
    return sleeping.get();
  }

  void stopListening() {
    sleeping.set(false);
  }
}
