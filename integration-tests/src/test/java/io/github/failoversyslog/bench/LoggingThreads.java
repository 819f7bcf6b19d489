package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Many threads, each of which logs some events and then stays alive until {@link #end}. */
final class LoggingThreads {
  private final CountDownLatch logged;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Returns when all threads have logged.
   *
   * @param virtual requires JDK 21 or later
   */
  LoggingThreads(Contender contender, boolean virtual, int size, int eventsEach)
      throws InterruptedException {
    logged = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      Runnable task = () -> logAndWait(contender, eventsEach);
      threads.add(virtual ? virtualThread(task) : new Thread(task));
    }
    threads.forEach(Thread::start);
    logged.await();
  }

  private void logAndWait(Contender contender, int eventsEach) {
    contender.enterThread();
    for (int i = 0; i < eventsEach; i++) {
      contender.log(i);
    }
    logged.countDown();
    try {
      ending.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reflective {@code Thread.ofVirtual().unstarted(life)}, because the code is compiled for an
   * earlier JDK.
   */
  private static Thread virtualThread(Runnable task) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (Thread)
          Class.forName("java.lang.Thread$Builder")
              .getMethod("unstarted", Runnable.class)
              .invoke(builder, task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no virtual threads; expected JDK 21 or later", e);
    }
  }

  /** Ends the threads and waits for them. */
  void end() throws InterruptedException {
    ending.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
