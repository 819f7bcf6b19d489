package io.github.failoversyslog.it.application;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** An application thread that logs numbered events, a few thousand per second. */
public final class SteadyFlow {
  private static final long PAUSE_NANOS = 200_000;

  private final Thread thread;
  private volatile boolean running = true;
  private volatile int logged;
  private volatile long longestCallNanos;

  private SteadyFlow(Consumer<String> log) {
    thread = new Thread(() -> run(log), "steady-flow");
    thread.setDaemon(true);
  }

  public static SteadyFlow start(Consumer<String> log) {
    SteadyFlow flow = new SteadyFlow(log);
    flow.thread.start();
    return flow;
  }

  /** The text of an event, numbered from 0. */
  public static String text(int number) {
    return "event " + number;
  }

  /** Stops the thread and returns the number of logged events. */
  public int stop() throws InterruptedException {
    running = false;
    thread.join();
    return logged;
  }

  /** The number of events logged so far. */
  public int logged() {
    return logged;
  }

  public long longestCallNanos() {
    return longestCallNanos;
  }

  private void run(Consumer<String> log) {
    for (int i = 0; running; i++) {
      long start = System.nanoTime();
      log.accept(text(i));
      longestCallNanos = Math.max(longestCallNanos, System.nanoTime() - start);
      logged = i + 1;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
