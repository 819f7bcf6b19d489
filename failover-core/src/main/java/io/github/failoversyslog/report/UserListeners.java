package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the listeners of users on a daemon thread of their own, which exists from {@link #start} to
 * {@link #end} if there are any. What does not fit into the queue is dropped and counted.
 */
final class UserListeners {
  static final int MOST_WAITING = 1024;

  private static final Consumer<SenderListener> END = UserListeners::callNobody;

  private final List<SenderListener> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Consumer<SenderListener>> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Set<SenderListener> failed = // of the thread
      Collections.newSetFromMap(new IdentityHashMap<>());
  private final BiConsumer<SenderListener, Throwable> whenFailed;
  private volatile @Nullable Thread thread;
  private volatile boolean ending;

  /**
   * @param whenFailed called by the listeners' thread at the first failure of each
   */
  UserListeners(BiConsumer<SenderListener, Throwable> whenFailed) {
    this.whenFailed = whenFailed;
  }

  /** Before the start. */
  void add(SenderListener listener) {
    listeners.add(listener);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  /**
   * @param starter called with the thread, if there is to be one
   */
  void start(String threadName, Consumer<Thread> starter) {
    if (!listeners.isEmpty()) {
      Thread made = new Thread(this::run, threadName);
      made.setDaemon(true);
      starter.accept(made);
      thread = made;
    }
  }

  /** Queues a call of every listener. Any thread; returns at once. */
  void call(Consumer<SenderListener> call) {
    if (thread != null && !waiting.offer(call)) {
      dropped.incrementAndGet();
    }
  }

  /** How many calls were dropped since this was asked before; zero while the queue is long. */
  long takeDropped() {
    boolean caughtUp = waiting.size() <= MOST_WAITING / 2;
    return dropped.get() > 0 && caughtUp ? dropped.getAndSet(0) : 0;
  }

  private void run() {
    for (Consumer<SenderListener> call = next(); call != END; call = next()) {
      for (SenderListener listener : listeners) {
        call(listener, call);
      }
    }
  }

  private static void callNobody(SenderListener listener) {}

  /** Waits for it until the end begins, which {@link #END} makes known. */
  private Consumer<SenderListener> next() {
    while (true) {
      try {
        return ending ? Objects.requireNonNullElse(waiting.poll(), END) : waiting.take();
      } catch (InterruptedException e) {
        // by an application that interrupts all threads
      }
    }
  }

  private void call(SenderListener listener, Consumer<SenderListener> call) {
    try {
      call.accept(listener);
    } catch (Exception | Error e) { // also a checked one, of another language
      failed(listener, e);
    }
  }

  private void failed(SenderListener listener, Throwable why) {
    try {
      if (failed.add(listener)) {
        whenFailed.accept(listener, why);
      }
    } catch (RuntimeException | Error e) {
      // the exception has no text, or there is no memory for it
    }
  }

  /**
   * Lets the thread make the calls that wait, and end. One that needs longer is interrupted; what
   * waits then is dropped. If a listener calls this, the calls are made after it has returned.
   */
  void end(Duration time) {
    Thread current = thread;
    if (current == null) {
      return;
    }
    thread = null; // nothing more is queued
    ending = true;
    waiting.offer(END); // if it is full the thread does not wait for more
    if (current == Thread.currentThread()) {
      return;
    }
    try {
      current.join(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dropUntold();
    current.interrupt(); // has no effect if it has ended
  }

  /** In one step: a call that the thread still takes is made, and therefore not counted. */
  private void dropUntold() {
    List<Consumer<SenderListener>> untold = new ArrayList<>();
    waiting.drainTo(untold);
    untold.removeIf(END::equals);
    dropped.addAndGet(untold.size());
  }
}
