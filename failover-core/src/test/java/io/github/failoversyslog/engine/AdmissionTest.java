package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ring has room for nine messages, and 80 % of it for seven. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AdmissionTest {
  private static final int MESSAGE_BYTES = 96;
  private static final int ROOM_FOR = 9; // records of 104 bytes in 1024
  private static final int ROOM_FOR_ALL = 7; // in 820

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private final AtomicInteger messagesWaiting = new AtomicInteger();
  private final AtomicInteger discardingBegan = new AtomicInteger();
  private final AtomicInteger roomWanted = new AtomicInteger();
  private Admission admission = admission(Overflow.DISCARD, Duration.ofMinutes(1));

  private Admission admission(Overflow overflow, Duration blockTimeout) {
    return admission(ring, overflow, blockTimeout);
  }

  private Admission admission(MessageRing ring, Overflow overflow, Duration blockTimeout) {
    return new Admission(
        ring,
        new BufferSettings(1024, Optional.empty(), overflow, Severity.WARNING, blockTimeout),
        counters,
        messagesWaiting::incrementAndGet,
        discardingBegan::incrementAndGet,
        roomWanted::incrementAndGet);
  }

  private boolean offer(Severity severity) {
    return offer(MESSAGE_BYTES, severity);
  }

  private boolean offer(int messageBytes, Severity severity) {
    return admission.offer(new byte[messageBytes], messageBytes, severity);
  }

  private int offerUntilRefused(Severity severity) {
    int accepted = 0;
    while (offer(severity)) {
      accepted++;
    }
    return accepted;
  }

  private long discarded(DiscardReason reason) {
    return counters.discarded(reason).sum();
  }

  /** Releases everything, as the loop does after writing. */
  private void makeRoom() {
    makeRoomFor(Integer.MAX_VALUE);
  }

  /** Releases this many messages, as the loop does after writing. */
  private void makeRoomFor(int messages) {
    AtomicInteger left = new AtomicInteger(messages);
    ring.read("", (message, position, none) -> left.getAndDecrement() > 0);
    ring.release(ring.sent());
    admission.roomMade();
  }

  @Nested
  class WhenItMayDiscard {

    @Test
    void itReservesTheLastFifthForSeriousEvents() {
      assertThat(offerUntilRefused(Severity.NOTICE)).isEqualTo(ROOM_FOR_ALL);
      assertThat(discarded(DiscardReason.BUFFER_RESERVED)).isEqualTo(1);
      assertThat(offerUntilRefused(Severity.WARNING)).isEqualTo(ROOM_FOR - ROOM_FOR_ALL);
      assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(1);
      assertThat(offer(Severity.EMERGENCY)).isFalse();
      assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(2);
      assertThat(counters.accepted.sum()).isEqualTo(ROOM_FOR);
    }

    @Test
    void itAcceptsMessagesAgainOnceThereIsRoom() {
      offerUntilRefused(Severity.ERROR);
      makeRoom();
      assertThat(offer(Severity.DEBUG)).isTrue();
    }

    @Test
    void itWakesTheLoopForAcceptedMessagesOnly() {
      int accepted = offerUntilRefused(Severity.ERROR);
      assertThat(messagesWaiting).hasValue(accepted);
    }

    @Test
    void itReportsOnceThatDiscardingBegan() {
      offerUntilRefused(Severity.ERROR);
      offer(Severity.ERROR);
      admission.discard(DiscardReason.ABANDONED);
      assertThat(discardingBegan).hasValue(1);
      assertThat(counters.isDiscarding()).isTrue();
      counters.discardingEnded();
      assertThat(counters.isDiscarding()).isFalse();
      offer(Severity.ERROR);
      assertThat(discardingBegan).hasValue(2);
    }

    @Test
    void itTellsTheReasonOfARefusalAndLeavesItToTheCallerToCountIt() {
      offerUntilRefused(Severity.ERROR);
      counters.discardingEnded();
      byte[] message = new byte[MESSAGE_BYTES];

      assertThat(admission.append(message, MESSAGE_BYTES, Severity.DEBUG))
          .isEqualTo(DiscardReason.BUFFER_RESERVED);
      assertThat(admission.append(message, MESSAGE_BYTES, Severity.ERROR))
          .isEqualTo(DiscardReason.BUFFER_FULL);
      admission.close();
      assertThat(admission.append(message, MESSAGE_BYTES, Severity.ERROR))
          .isEqualTo(DiscardReason.STOPPED);

      assertThat(counters.isDiscarding()).isFalse();
      assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(1); // the one before
    }

    @Test
    void itRefusesMessagesThatALostSpoolCannotTake() {
      MessageRing lost = mock();
      when(lost.append(any(), anyInt(), anyLong(), any())).thenThrow(SpoolFaultException.class);
      admission = admission(lost, Overflow.DISCARD, Duration.ofMinutes(1));
      assertThat(offer(Severity.ERROR)).isFalse();
      assertThat(discarded(DiscardReason.SPOOL_FAULT)).isEqualTo(1);
    }

    @Test
    void itHasTheTimeToAReceiptMeasuredIfSomebodyListens() {
      List<Long> times = new ArrayList<>();
      offer(Severity.ERROR);
      counters.receiptTimes.add(this, times::add);
      counters.receiptTimes.released(ring.tail(), true);
      assertThat(times).as("of a message before").isEmpty();
      offer(Severity.ERROR);
      counters.receiptTimes.released(ring.tail(), true);
      assertThat(times).hasSize(1);
    }

    @Test
    void itRefusesMessagesOnceItIsClosed() {
      admission.close();
      assertThat(offer(Severity.EMERGENCY)).isFalse();
      assertThat(discarded(DiscardReason.STOPPED)).isEqualTo(1);
      assertThat(ring.hasWaiting()).isFalse();
    }
  }

  @Nested
  class WhenItMayBlock {

    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean mayWait;

    private void given(Duration blockTimeout) {
      admission = admission(Overflow.BLOCK, blockTimeout);
      for (int i = 0; i < ROOM_FOR; i++) {
        assertThat(offer(Severity.DEBUG)).isTrue(); // no reserve for serious events
      }
    }

    private FutureTask<Boolean> callerBlocks() {
      return callerBlocks(() -> offer(Severity.DEBUG));
    }

    private FutureTask<Boolean> callerBlocks(Callable<Boolean> offer) {
      FutureTask<Boolean> call = new FutureTask<>(offer);
      Thread caller = new Thread(call);
      callers.add(caller);
      caller.setDaemon(true);
      caller.start();
      while (caller.getState() != Thread.State.TIMED_WAITING) {
        assertThat(call.isDone()).as("the call returned at once").isFalse();
        Thread.onSpinWait();
      }
      return call;
    }

    @Test
    void aCallerWaitsForRoom() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> call = callerBlocks();
      makeRoom();
      assertThat(call.get()).isTrue();
      assertThat(counters.accepted.sum()).isEqualTo(ROOM_FOR + 1);
      assertThat(discardingBegan).hasValue(0);
    }

    @Test
    void allWaitingCallersAreAdmittedWhenThereIsRoom() throws Exception {
      given(Duration.ofMinutes(1));
      List<FutureTask<Boolean>> calls = List.of(callerBlocks(), callerBlocks(), callerBlocks());
      makeRoom();
      for (FutureTask<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
    }

    @Test
    void callersAreAdmittedInOrderOfArrival() throws Exception {
      given(Duration.ofMinutes(1));
      List<FutureTask<Boolean>> calls = new ArrayList<>();
      for (byte number = 1; number <= 5; number++) {
        byte[] message = new byte[MESSAGE_BYTES];
        message[0] = number;
        calls.add(callerBlocks(() -> admission.offer(message, MESSAGE_BYTES, Severity.DEBUG)));
      }
      makeRoom();
      for (FutureTask<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
      List<Byte> numbers = new ArrayList<>();
      ring.read("", (message, position, none) -> numbers.add(message.get(message.position())));
      assertThat(numbers).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
    }

    @Test
    void noCallerOvertakesTheFirstWaiterOnceItHasFoundNoRoom() throws Exception {
      given(Duration.ofMinutes(1));
      int large = 3 * MESSAGE_BYTES;
      FutureTask<Boolean> first = callerBlocks(() -> offer(large, Severity.DEBUG));
      makeRoomFor(2);
      FutureTask<Boolean> second = callerBlocks();
      assertThat(counters.accepted.sum()).isEqualTo(ROOM_FOR);
      makeRoomFor(2);
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
    }

    @Test
    void newCallersNeedNotWaitWhileWaitersAreAdmitted() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> first = callerBlocks();
      CountDownLatch secondIsInTheLine = new CountDownLatch(1);
      CountDownLatch secondMayGoOn = new CountDownLatch(1);
      Thread test = Thread.currentThread();
      admission.releaseCallersWhen(
          () -> {
            if (Thread.currentThread() != callers.get(0) && Thread.currentThread() != test) {
              secondIsInTheLine.countDown();
              awaitUninterrupted(secondMayGoOn);
            }
            return false;
          });
      FutureTask<Boolean> second = new FutureTask<>(() -> offer(Severity.DEBUG));
      new Thread(second).start();
      secondIsInTheLine.await();
      makeRoom();
      assertThat(first.get()).isTrue();
      assertThat(offer(Severity.DEBUG)).isTrue();
      assertThat(counters.accepted.sum()).as("without the second").isEqualTo(ROOM_FOR + 2);
      secondMayGoOn.countDown();
      assertThat(second.get()).isTrue();
    }

    private void awaitUninterrupted(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void theFirstWaiterFindsRoomWithoutASignal() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> call = callerBlocks();
      ring.read("", (message, position, none) -> true);
      ring.release(ring.sent());
      assertThat(call.get()).isTrue();
    }

    @Test
    void everyFirstWaiterThatFindsNoRoomRequestsItOnce() throws Exception {
      given(Duration.ofMinutes(1));
      assertThat(admission.isWaitedFor()).isFalse();
      FutureTask<Boolean> first = callerBlocks();
      FutureTask<Boolean> second = callerBlocks();
      assertThat(roomWanted).hasValue(1);
      assertThat(admission.isWaitedFor()).isTrue();
      makeRoom();
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
      assertThat(roomWanted).hasValue(1);
      assertThat(admission.isWaitedFor()).isFalse();
    }

    @Test
    void callersWaitOnlyWhenTheRingIsFullNotForEveryMessage() throws Exception {
      int callersAtOnce = 8;
      int messagesEach = 2000;
      long messages = (long) callersAtOnce * messagesEach;
      MessageRing larger = MessageRing.inMemory(64 * 1024);
      admission = admission(larger, Overflow.BLOCK, Duration.ofMinutes(1));
      LongAdder waits = new LongAdder();
      admission.releaseCallersWhen(
          () -> {
            waits.increment();
            return false;
          });
      List<FutureTask<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < callersAtOnce; i++) {
        calls.add(callerBlocks(() -> offerAll(messagesEach)));
      }
      while (counters.accepted.sum() < messages || larger.hasWaiting()) {
        larger.read("", (message, position, none) -> true);
        larger.release(larger.sent());
        admission.roomMade();
      }
      for (FutureTask<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
      assertThat(waits.sum()).isLessThan(messages / 8);
    }

    private boolean offerAll(int messages) {
      boolean allTaken = true;
      for (int i = 0; i < messages; i++) {
        allTaken &= offer(Severity.DEBUG);
      }
      return allTaken;
    }

    /** A caller that is about to wait, and the future that completes once it was woken. */
    private CompletableFuture<Void> callerAboutToWait(Thread... others) {
      CompletableFuture<Void> woken = new CompletableFuture<>();
      AtomicReference<Thread> caller = new AtomicReference<>();
      Set<Thread> notMeant = Set.of(others);
      admission.releaseCallersWhen(
          () -> {
            Thread current = Thread.currentThread();
            if (!notMeant.contains(current) && caller.compareAndSet(null, current)) {
              while (!mayWait) {
                Thread.onSpinWait();
              }
              LockSupport.park(); // returns at once if it was woken in the meantime
              woken.complete(null);
            }
            return woken.isDone();
          });
      Thread thread = new Thread(() -> offer(Severity.DEBUG));
      thread.setDaemon(true);
      thread.start();
      while (caller.get() == null) {
        Thread.onSpinWait();
      }
      return woken;
    }

    private void isWoken(CompletableFuture<Void> caller) {
      mayWait = true;
      assertThat(caller).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void theFirstCallerIsWokenWhenThereIsRoomForMany() {
      given(Duration.ofMinutes(1));
      CompletableFuture<Void> caller = callerAboutToWait();
      makeRoomFor(1);
      isWoken(caller);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "959, true", "960, true", "961, false", "1024, false"})
    void aSixteenthOfTheRingIsRoomToWakeOneFor(int usedBytes, boolean enough) {
      assertThat(Admission.isRoomToWake(usedBytes, 1024)).isEqualTo(enough);
    }

    @Test
    void aCallerIsWokenByTheClose() {
      given(Duration.ofMinutes(1));
      CompletableFuture<Void> caller = callerAboutToWait();
      admission.close();
      isWoken(caller);
    }

    @Test
    void aCallerIsWokenWhenTheOneBeforeItLeaves() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> first = callerBlocks();
      CompletableFuture<Void> second = callerAboutToWait(callers.get(0));
      ring.read("", (message, position, none) -> true);
      ring.release(ring.sent()); // without a word to the callers
      assertThat(first.get()).isTrue();
      callers.get(0).join();
      isWoken(second);
    }

    @Test
    void theNextCallerTriesWhenOneGivesUp() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> first = callerBlocks();
      FutureTask<Boolean> second = callerBlocks();
      admission.releaseCallersWhen(() -> Thread.currentThread() == callers.get(0));
      assertThat(first.get()).isFalse();
      makeRoom();
      assertThat(second.get()).isTrue();
    }

    @Test
    void aCallerWaitsAtMostTheBlockTimeout() {
      given(Duration.ofMillis(1));
      assertThat(offer(Severity.EMERGENCY)).isFalse();
      assertThat(discarded(DiscardReason.BLOCK_TIMEOUT)).isEqualTo(1);
    }

    @Test
    void aWaitingCallerReturnsOnClose() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> call = callerBlocks();
      admission.close();
      assertThat(call.get()).isFalse();
      assertThat(discarded(DiscardReason.STOPPED)).isEqualTo(1);
      assertThat(discarded(DiscardReason.BLOCK_TIMEOUT)).isZero();
    }

    @Test
    void anInterruptedCallerStillSendsItsMessageAndStaysInterrupted() throws Exception {
      given(Duration.ofMinutes(1));
      FutureTask<Boolean> call = callerBlocks();
      Thread caller = callers.get(0);
      caller.interrupt();
      makeRoom();
      assertThat(call.get()).isTrue();
      assertThat(discarded(DiscardReason.BLOCK_TIMEOUT)).isZero();
    }

    @Test
    void theInterruptIsSeenAfterTheCall() {
      given(Duration.ofMillis(1));
      Thread.currentThread().interrupt();
      assertThat(offer(Severity.DEBUG)).isFalse();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(discarded(DiscardReason.BLOCK_TIMEOUT)).isEqualTo(1);
    }

    @Test
    void theSendersOwnThreadNeverWaits() throws Exception {
      given(Duration.ofMinutes(1));
      Thread sender = new SenderThread(() -> offer(Severity.EMERGENCY), "test");
      sender.start();
      sender.join();
      assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(1);
    }
  }
}
