package io.github.failoversyslog.engine;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the loop for a new message, but only if it sleeps: a system call that most messages are
 * spared.
 */
final class Doorbell {
  private final Selector selector;
  private final AtomicBoolean sleeping = new AtomicBoolean();

  Doorbell(Selector selector) {
    this.selector = selector;
  }

  /** What it wakes. */
  Selector selector() {
    return selector;
  }

  /**
   * A message was committed. Any thread. Has no fence between the message and the look at the loop,
   * which would cost more than all the rest: a loop that has only just begun to listen may be
   * missed.
   */
  void ring() {
    if (sleeping.getOpaque() && sleeping.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  /**
   * From now on {@link #ring} wakes the loop. A message committed in this very moment may be one
   * that neither the loop sees nor its writer rings for, so the loop has to look once more after a
   * moment, before it sleeps for long.
   */
  void listen() {
    sleeping.set(true);
  }

  /** Whether nobody has rung since {@link #listen}. */
  boolean isListening() {
    return sleeping.get();
  }

  void stopListening() {
    sleeping.set(false);
  }
}
