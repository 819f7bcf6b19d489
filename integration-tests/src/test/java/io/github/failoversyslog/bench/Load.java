package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Threads that log as fast as they can.
 *
 * @param messageBytes 0: the event of the benchmarks; else a message of this length without
 *     parameters
 */
record Load(int threads, long millis, int messageBytes) {
  private static final int CALLS_BETWEEN_LOOKS = 64; // at the clock

  /** The event of the benchmarks. */
  static Load ofEvents(int threads, long millis) {
    return new Load(threads, millis, 0);
  }

  /** Returns how many events were logged, when all calls have returned. */
  long putOn(Contender contender) throws InterruptedException {
    LongAdder logged = new LongAdder();
    List<Thread> callers = new ArrayList<>();
    long deadlineNanos = System.nanoTime() + millis * 1_000_000;
    for (int i = 0; i < threads; i++) {
      callers.add(new Thread(() -> logged.add(log(contender, deadlineNanos)), "caller-" + i));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    contender.flush();
    return logged.sum();
  }

  private int log(Contender contender, long deadlineNanos) {
    contender.enterThread();
    int logged = 0;
    if (messageBytes == 0) {
      while (goesOn(logged, deadlineNanos)) {
        contender.log(logged++);
      }
    } else {
      String text = "x".repeat(messageBytes);
      for (; goesOn(logged, deadlineNanos); logged++) {
        contender.log(text);
      }
    }
    return logged;
  }

  private static boolean goesOn(int logged, long deadlineNanos) {
    return logged % CALLS_BETWEEN_LOOKS != 0 || System.nanoTime() < deadlineNanos;
  }
}
