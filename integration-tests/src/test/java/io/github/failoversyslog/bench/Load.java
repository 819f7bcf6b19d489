package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Threads that log as fast as they can.
 *
 * @param messageBytes 0 for the benchmark event, else the length of a message without parameters
 */
record Load(int threads, long millis, int messageBytes) {
  private static final int CALLS_BETWEEN_LOOKS = 64; // check the time once per this many calls

  static Load ofEvents(int threads, long millis) {
    return new Load(threads, millis, 0);
  }

  /** Returns the number of logged events after all calls have returned. */
  long apply(Contender contender) throws InterruptedException {
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
      while (continues(logged, deadlineNanos)) {
        contender.log(logged++);
      }
    } else {
      String text = "x".repeat(messageBytes);
      for (; continues(logged, deadlineNanos); logged++) {
        contender.log(text);
      }
    }
    return logged;
  }

  private static boolean continues(int logged, long deadlineNanos) {
    return logged % CALLS_BETWEEN_LOOKS != 0 || System.nanoTime() < deadlineNanos;
  }
}
