package io.github.failoversyslog.engine;

import static io.github.failoversyslog.schedules.Concurrently.require;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.status.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mockito.MockMakers;

/**
 * The loop that falls asleep while a message is appended. Real threads with random pauses, and a
 * selector that never wakes by itself from a long wait: a message that the loop does not know of
 * waits for ever.
 */
public final class DoorbellSchedules {
  private static final int MESSAGES = 5_000;
  private static final int MOST_SPINS = 200;
  private static final long LOST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final byte[] MESSAGE = new byte[16];

  private final SelectorWithoutTime selector = new SelectorWithoutTime();
  private final Doorbell doorbell = new Doorbell(selector);
  private final MessageStore store =
      MessageStore.open(
          new BufferSettings(
              1024, Optional.empty(), Overflow.BLOCK, Severity.WARNING, Duration.ofMinutes(1)),
          this);
  private final Admission admission =
      AdmissionSchedules.blocking(store.ring(), new Counters(), doorbell::ring);
  private final AtomicLong read = new AtomicLong();
  private volatile long readyToSleep; // this many messages were read then
  private volatile boolean over;

  private DoorbellSchedules() {}

  /** Every message is read soon, whenever it is appended. */
  public static void appendAndSleep() throws IOException, InterruptedException {
    new DoorbellSchedules().run();
  }

  private void run() throws IOException, InterruptedException {
    SenderLoop loop =
        new SenderLoop(
            delivery(),
            new LoopTasks(selector),
            selector,
            doorbell,
            store,
            new Shutdown(1),
            System::nanoTime,
            LockSupport::parkNanos);
    Thread thread = new Thread(loop::run);
    thread.setDaemon(true);
    thread.start();
    for (int message = 1; message <= MESSAGES; message++) {
      pause(message - 1);
      admission.append(MESSAGE, MESSAGE.length, Severity.ERROR);
      awaitRead(message);
    }
    over = true;
    selector.wakeup();
    thread.join();
  }

  /** Until the loop is about to sleep, and at random a little longer. */
  private void pause(long messages) {
    while (readyToSleep < messages) {
      Thread.onSpinWait();
    }
    for (int spins = ThreadLocalRandom.current().nextInt(MOST_SPINS); spins > 0; spins--) {
      Thread.onSpinWait();
    }
  }

  private void awaitRead(long messages) {
    long beganNanos = System.nanoTime();
    while (read.get() < messages) {
      require(System.nanoTime() - beganNanos < LOST_NANOS, "the loop sleeps over " + messages);
      Thread.onSpinWait();
    }
  }

  /** Writes each message at once to a server that is always ready. */
  private Delivery delivery() {
    Delivery delivery =
        mock(Delivery.class, withSettings().stubOnly().mockMaker(MockMakers.INLINE));
    when(delivery.turn()).thenAnswer(called -> turn());
    when(delivery.isReadyForMessages()).thenAnswer(called -> isReady());
    when(delivery.wakeAtNanos()).thenReturn(Long.MAX_VALUE / 2);
    return delivery;
  }

  /** What the loop asks last before it looks at the ring and sleeps. */
  private boolean isReady() {
    readyToSleep = read.get();
    return true;
  }

  private Delivery.Turn turn() {
    int messages = store.ring().read("", (message, position, none) -> true);
    store.ring().release(store.ring().sent());
    read.addAndGet(messages);
    return over ? Delivery.Turn.OVER : messages > 0 ? Delivery.Turn.FLOWING : Delivery.Turn.IDLE;
  }
}
