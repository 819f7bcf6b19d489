package io.github.failoversyslog.report;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.schedules.Concurrently;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;

/** Schedules of a sender that stops while its listeners are told. */
public final class ListenerSchedules {
  private static final int SCHEDULES = 200;

  private ListenerSchedules() {}

  /**
   * What a listener is not told is counted, and its thread ends: even if the stop waits for no time
   * at all, as Lincheck's model has it.
   */
  public static void listenerAndStop() {
    Lincheck.runConcurrentTest(SCHEDULES, ListenerSchedules::tellAndStop);
  }

  private static void tellAndStop() {
    AtomicInteger told = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    UserListeners listeners = new UserListeners((listener, why) -> {});
    listeners.add(counting(told));
    listeners.start("listeners", started -> start(started, thread));
    listeners.call(listener -> listener.status(null));
    listeners.call(listener -> listener.status(null));
    listeners.end(Duration.ofMillis(1));
    Concurrently.join(thread.get());
    long dropped = listeners.takeDropped();
    require(told.get() + dropped == 2, "told " + told + ", dropped " + dropped + " of 2");
  }

  private static void start(Thread started, AtomicReference<Thread> thread) {
    thread.set(started);
    started.start();
  }

  private static SenderListener counting(AtomicInteger told) {
    return new SenderListener() {
      @Override
      public void status(Status status) {
        told.incrementAndGet();
      }
    };
  }
}
