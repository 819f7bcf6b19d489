package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Many threads, each of which logs some events and then stays until it is let go. */
final class Crowd {
  private final CountDownLatch logged;
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Returns when all have logged.
   *
   * @param virtual which JDK 21 is the first to have
   */
  Crowd(Contender contender, boolean virtual, int size, int eventsEach)
      throws InterruptedException {
    logged = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      Runnable life = () -> live(contender, eventsEach);
      threads.add(virtual ? virtualThread(life) : new Thread(life));
    }
    threads.forEach(Thread::start);
    logged.await();
  }

  private void live(Contender contender, int eventsEach) {
    contender.enterThread();
    for (int i = 0; i < eventsEach; i++) {
      contender.log(i);
    }
    logged.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code Thread.ofVirtual().unstarted(life)}, compiled for an earlier JDK. */
  private static Thread virtualThread(Runnable life) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (Thread)
          Class.forName("java.lang.Thread$Builder")
              .getMethod("unstarted", Runnable.class)
              .invoke(builder, life);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no virtual threads; expected JDK 21 or later", e);
    }
  }

  /** Returns when all have ended. */
  void disperse() throws InterruptedException {
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
