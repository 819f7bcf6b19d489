package io.github.failoversyslog.engine;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** What other threads leave for the loop's thread to do. */
final class LoopTasks implements Executor {
  private final Selector selector;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  LoopTasks(Selector selector) {
    this.selector = selector;
  }

  /** Any thread. */
  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    selector.wakeup();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Does what is waiting by now; what comes of it has to wait for the next time. Loop only. */
  void run() {
    for (int left = waiting.size(); left > 0; left--) {
      waiting.remove().run();
    }
  }
}
