package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Callers wait for room in a full ring. */
class WaitingCallersTest extends AdmissionFixture {
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
