package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.ReadyHandler;
import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The loop of the sender's thread: waits for sockets, timers and messages, dispatches ready
 * connections, and runs the turns of {@link Delivery}.
 */
final class SenderLoop {
  private static final long PAUSE_AFTER_BUG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long GATHER_MILLIS = 1;
  private static final long GATHER_NANOS = Duration.ofMillis(GATHER_MILLIS).toNanos();

  /** How long a message may wait whose writer did not know that the loop was about to sleep. */
  private static final long SECOND_LOOK_MILLIS = 50;

  private static final long ANSWERS_GATHER_NANOS = 300_000;
  private static final long TURN_CHECK_NANOS = Duration.ofMillis(5).toNanos();

  private final Delivery delivery;
  private final LoopTasks tasks;
  private final Selector selector;
  private final Doorbell doorbell;
  private final MessageStore store;
  private final MessageRing ring;
  private final Shutdown shutdown;
  private final LongSupplier clock;
  private final LongConsumer pause;
  private final Consumer<SelectionKey> whenReady = SenderLoop::ready;
  private boolean anyReady; // at the last select
  private boolean gathered; // messages, at the last wait
  private long flowedAtNanos; // when messages were last written

  /**
   * @param tasks of the connectors
   * @param selector also woken by the doorbell
   * @param clock nanoseconds, the same as the delivery's
   * @param pause waits for about so many nanoseconds
   */
  SenderLoop(
      Delivery delivery,
      LoopTasks tasks,
      Selector selector,
      Doorbell doorbell,
      MessageStore store,
      Shutdown shutdown,
      LongSupplier clock,
      LongConsumer pause) {
    this.delivery = delivery;
    this.tasks = tasks;
    this.selector = selector;
    this.doorbell = doorbell;
    this.store = store;
    this.ring = store.ring();
    this.shutdown = shutdown;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Returns after a stop was requested and everything is delivered or the time for that is over.
   */
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

  /**
   * Returns true once no predecessor reads the ring; false if the shutdown timeout expired first.
   */
  private boolean awaitTurn() {
    while (!store.mayRead()) {
      pause.accept(TURN_CHECK_NANOS);
      if (shutdown.isOverBeforeTheFirstTurn(clock.getAsLong())) {
        return false;
      }
    }
    return true;
  }

  /** Returns false when the loop has to end. */
  private boolean turn() throws IOException {
    tasks.run();
    Delivery.Turn turn = delivery.turn();
    if (turn == Delivery.Turn.OVER) {
      return false;
    }
    waitForWork(turn);
    return true;
  }

  /** Waits for a socket, a timer or a message. */
  private void waitForWork(Delivery.Turn turn) throws IOException {
    long now = clock.getAsLong();
    long waitNanos = delivery.wakeAtNanos() - now;
    boolean flows = turn == Delivery.Turn.FLOWING && flows(now);
    gathered = false;
    if (turn == Delivery.Turn.MORE || waitNanos <= 0 || !tasks.isEmpty()) {
      poll();
    } else if (flows) {
      gather();
    } else {
      sleep(waitNanos);
    }
    delivery.handleSignals();
  }

  /**
   * Whether messages follow each other within a millisecond. If they are rarer, one wake-up for
   * each is all that the loop needs.
   */
  private boolean flows(long nowNanos) {
    boolean flow = gathered || nowNanos - flowedAtNanos < GATHER_NANOS;
    flowedAtNanos = nowNanos;
    doorbell.stopListening();
    return flow;
  }

  /**
   * Waits 1 ms and is not woken by new messages: a wake-up costs the caller a system call, and the
   * messages of that millisecond form one batch.
   */
  private void gather() throws IOException {
    waitAtMost(GATHER_MILLIS);
    gathered = true;
  }

  private void poll() throws IOException {
    long nowNanos = clock.getAsLong();
    anyReady = selector.selectNow(whenReady) > 0;
    delivery.looked(nowNanos);
  }

  private void waitAtMost(long millis) throws IOException {
    long nowNanos = clock.getAsLong();
    anyReady = selector.select(whenReady, millis) > 0;
    delivery.looked(nowNanos);
  }

  /** Tells the connection, or the attempt, that its channel is ready. */
  static void ready(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
      handler.ready();
    }
  }

  /**
   * Waits until a socket is ready, a timer is due or a message arrives, but not long if {@link
   * Doorbell#listen} was called just now.
   */
  private void sleep(long waitNanos) throws IOException {
    long waitMillis = waitNanos / 1_000_000 + 1; // rounded up, so that the timer is due then
    if (anyReady && delivery.awaitsAnswers()) {
      pause.accept(ANSWERS_GATHER_NANOS); // fewer wake-ups: handle several at once
      poll();
    } else if (!delivery.isReadyForMessages()) {
      doorbell.stopListening();
      waitAtMost(waitMillis);
    } else if (ring.isReadable()) {
      poll();
    } else if (doorbell.isListening()) {
      waitAtMost(waitMillis);
    } else {
      doorbell.listen();
      if (ring.isReadable()) {
        doorbell.stopListening();
        poll();
      } else {
        waitAtMost(Math.min(SECOND_LOOK_MILLIS, waitMillis));
      }
    }
  }

  /**
   * Recovers from a defect or a failed spool.
   *
   * @return whether to go on; false after a defect during a stop
   */
  private boolean recover(Throwable bug) {
    try {
      if (store.isBroken(bug)) {
        delivery.leaveSpool();
        return true;
      }
      delivery.startOver(bug);
    } catch (RuntimeException | Error e) {
      // out of memory, for example; the next turn fails and recovers again
    }
    pause.accept(PAUSE_AFTER_BUG_NANOS);
    return !shutdown.isRequested();
  }
}
