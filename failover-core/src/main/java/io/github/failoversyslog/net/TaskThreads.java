package io.github.failoversyslog.net;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking tasks of the loop on up to 8 daemon threads, which end when idle. A task that hangs
 * keeps its thread.
 */
final class TaskThreads {
  private static final int MOST = 8;
  private static final long IDLE_SECONDS = 5;

  private final Executor loop;
  private final Executor threads;

  /**
   * @param loop runs tasks on the loop's thread
   */
  TaskThreads(String name, Executor loop) {
    this.loop = loop;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A blocking task that may fail. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /**
   * Runs a task.
   *
   * @param done called later on the loop's thread, with the exception if the task failed, else null
   */
  void run(Task task, Consumer<@Nullable Throwable> done) {
    try {
      threads.execute(
          () -> {
            Throwable problem = problemOf(task);
            loop.execute(() -> done.accept(problem));
          });
    } catch (RejectedExecutionException e) {
      Exception tooMany = new IllegalStateException(NetTexts.helpersBusy(MOST));
      loop.execute(() -> done.accept(tooMany));
    } catch (OutOfMemoryError e) { // no thread available; the next task tries again
      loop.execute(() -> done.accept(e));
    }
  }

  /** Runs the task on the loop's thread, later. */
  void onLoop(Runnable task) {
    loop.execute(task);
  }

  private static @Nullable Throwable problemOf(Task task) {
    try {
      task.run();
      return null;
    } catch (Exception | Error e) {
      return e;
    }
  }
}
