package io.github.failoversyslog.schedules;

/**
 * Stands in for Java's LockSupport where Lincheck checks a model: there a wait returns sooner or
 * later without a wake-up, which hides that there was none. Here a thread that nobody wakes waits
 * for ever, also where the code would look again after a time.
 */
public final class LockSupport {
  private LockSupport() {}

  /** A thread that can wait. */
  static final class ModelThread extends Thread {
    private final Object lock = new Object();
    private boolean woken; // guarded by the lock

    ModelThread(Runnable run) {
      super(run);
    }

    private void park() {
      synchronized (lock) {
        while (!woken) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        woken = false;
      }
    }

    private void unpark() {
      synchronized (lock) {
        woken = true;
        lock.notifyAll();
      }
    }
  }

  /** For threads of {@link Concurrently} only. */
  public static void parkNanos(Object blocker, long nanos) {
    ((ModelThread) Thread.currentThread()).park();
  }

  /**
   * @param thread of {@link Concurrently}, or null
   */
  public static void unpark(Thread thread) {
    if (thread != null) {
      ((ModelThread) thread).unpark();
    }
  }
}
