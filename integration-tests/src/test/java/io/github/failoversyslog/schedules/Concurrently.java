package io.github.failoversyslog.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads of one schedule. */
public final class Concurrently {
  private Concurrently() {}

  /** Runs each in a thread, and waits for all. Throws what one of them has thrown. */
  public static void run(Runnable... all) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable one : all) {
      threads.add(new LockSupport.ModelThread(() -> runAndKeep(one, thrown)));
    }
    threads.forEach(Thread::start);
    threads.forEach(Concurrently::join);
    if (thrown.get() != null) {
      throw new AssertionError(thrown.get());
    }
  }

  private static void runAndKeep(Runnable one, AtomicReference<Throwable> thrown) {
    try {
      one.run();
    } catch (RuntimeException | AssertionError e) {
      thrown.set(e);
    }
  }

  /** Without a limit. */
  public static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not an assertion of AssertJ, which would be analyzed for schedules, too. */
  public static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
