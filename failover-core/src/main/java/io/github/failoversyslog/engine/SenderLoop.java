package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.ReadyHandler;
import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The sender's thread: waits for sockets, timers and messages, tells connections that they are
 * ready, and has the delivery do what is due.
 */
final class SenderLoop {
  private static final long PAUSE_AFTER_BUG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NAP_MILLIS = 1;
  private static final long ANSWERS_GATHER_NANOS = 300_000;
  private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(5).toNanos();

  private final Delivery delivery;
  private final LoopTasks tasks;
  private final Selector selector;
  private final Doorbell doorbell;
  private final MessageStore store;
  private final MessageRing ring;
  private final Shutdown shutdown;
  private final LongSupplier clock;
  private final Consumer<SelectionKey> whenReady = SenderLoop::ready;
  private boolean somethingCame; // when the selector was last asked

  /**
   * @param tasks of the delivery's connectors
   * @param selector also woken by the doorbell
   * @param clock nanoseconds, the delivery's own
   */
  SenderLoop(
      Delivery delivery,
      LoopTasks tasks,
      Selector selector,
      Doorbell doorbell,
      MessageStore store,
      Shutdown shutdown,
      LongSupplier clock) {
    this.delivery = delivery;
    this.tasks = tasks;
    this.selector = selector;
    this.doorbell = doorbell;
    this.store = store;
    this.ring = store.ring();
    this.shutdown = shutdown;
    this.clock = clock;
  }

  /** Returns when it was told to stop, and everything is delivered or the time for that is over. */
  void run() {
    boolean running = awaitTurn();
    while (running) {
      try {
        running = turn();
      } catch (IOException | RuntimeException | Error e) {
        running = recover(e);
      }
    }
    if (store.mayRead()) {
      end();
    }
  }

  private void end() {
    try {
      delivery.end();
    } catch (RuntimeException | Error e) {
      recover(e);
      delivery.end();
    }
  }

  /** Waits until no earlier sender reads the ring; false if the time for that is over. */
  private boolean awaitTurn() {
    while (!store.mayRead()) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      if (shutdown.isOverBeforeTheFirstTurn(clock.getAsLong())) {
        return false;
      }
    }
    return true;
  }

  /** Returns false when the loop is to end. */
  private boolean turn() throws IOException {
    tasks.run();
    Delivery.Turn turn = delivery.turn();
    if (turn == Delivery.Turn.OVER) {
      return false;
    }
    waitForWork(turn);
    return true;
  }

  /**
   * Waits for a socket, a timer or a message. While messages flow it naps without being woken for
   * the next one: waking costs the caller a system call, and what comes during the nap makes one
   * batch.
   */
  private void waitForWork(Delivery.Turn turn) throws IOException {
    long waitNanos = delivery.wakeAtNanos() - clock.getAsLong();
    if (turn == Delivery.Turn.MORE || waitNanos <= 0 || !tasks.isEmpty()) {
      look();
    } else if (turn == Delivery.Turn.FLOWING) {
      doorbell.stopListening();
      waitAtMost(NAP_MILLIS);
    } else {
      sleep(waitNanos);
    }
    delivery.handleSignals();
  }

  private void look() throws IOException {
    long nowNanos = clock.getAsLong();
    somethingCame = selector.selectNow(whenReady) > 0;
    delivery.looked(nowNanos);
  }

  private void waitAtMost(long millis) throws IOException {
    long nowNanos = clock.getAsLong();
    somethingCame = selector.select(whenReady, millis) > 0;
    delivery.looked(nowNanos);
  }

  private static void ready(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
      handler.ready();
    }
  }

  /**
   * Sleeps until something happens, but only naps if the doorbell has only just been listened to.
   */
  private void sleep(long waitNanos) throws IOException {
    long waitMillis = waitNanos / 1_000_000 + 1; // a timer that is not due would be asked again
    if (somethingCame && delivery.awaitsAnswers()) {
      LockSupport.parkNanos(ANSWERS_GATHER_NANOS); // they come one by one: wake up for many
      look();
    } else if (!delivery.isReadyForMessages()) {
      doorbell.stopListening();
      waitAtMost(waitMillis);
    } else if (ring.isReadable()) {
      look();
    } else if (doorbell.isListening()) {
      waitAtMost(waitMillis);
    } else {
      doorbell.listen();
      waitAtMost(Math.min(NAP_MILLIS, waitMillis));
    }
  }

  /**
   * Goes on after a defect, unless there is no time left for that, or after a fault of the file.
   */
  private boolean recover(Throwable bug) {
    try {
      if (store.isBroken(bug)) {
        delivery.leaveSpool();
        return true;
      }
      delivery.startOver(bug);
    } catch (RuntimeException | Error e) {
      // there is no memory for it, say; the next turn meets what is wrong again
    }
    LockSupport.parkNanos(PAUSE_AFTER_BUG_NANOS);
    return !shutdown.isRequested();
  }
}
