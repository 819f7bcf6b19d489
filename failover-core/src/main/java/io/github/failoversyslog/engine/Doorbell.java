package io.github.failoversyslog.engine;

import java.lang.invoke.VarHandle;
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

  /** A message was committed. Any thread. */
  void ring() {
    VarHandle
        .fullFence(); // the message must be seen by a loop that goes to sleep before the next line
    if (sleeping.getPlain() && sleeping.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  /**
   * From now on {@link #ring} wakes the loop, which has to look for messages once more before it
   * sleeps.
   */
  void listen() {
    sleeping.set(true);
  }

  void stopListening() {
    sleeping.set(false);
  }
}
