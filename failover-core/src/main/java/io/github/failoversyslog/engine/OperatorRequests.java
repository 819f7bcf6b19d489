package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hands over what an operator asks for, from any thread to the loop's. */
final class OperatorRequests {
  private final Queue<Trigger> waiting = new ConcurrentLinkedQueue<>();
  private final Runnable wakeUp;

  /**
   * @param wakeUp called by any thread after a request
   */
  OperatorRequests(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** Any thread. */
  void add(Trigger trigger) {
    waiting.add(trigger);
    wakeUp.run();
  }

  void moveTo(Queue<Signal> signals) {
    for (Trigger next = waiting.poll(); next != null; next = waiting.poll()) {
      signals.add(Signal.of(next));
    }
  }
}
