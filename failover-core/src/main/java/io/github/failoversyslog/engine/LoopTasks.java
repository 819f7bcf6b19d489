package io.github.failoversyslog.engine;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Tasks that other threads submit to the loop's thread. */
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

  /**
   * Runs the tasks submitted so far; tasks that these submit run at the next call. Loop's thread
   * only.
   */
  void run() {
    for (int left = waiting.size(); left > 0; left--) {
      waiting.remove().run();
    }
  }
}
