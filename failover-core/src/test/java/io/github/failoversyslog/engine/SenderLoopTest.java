package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.Delivery.Turn.FLOWING;
import static io.github.failoversyslog.engine.Delivery.Turn.IDLE;
import static io.github.failoversyslog.engine.Delivery.Turn.MORE;
import static io.github.failoversyslog.engine.Delivery.Turn.OVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.mockito.stubbing.Answer;

/** A loop whose next timer is due in 5 s, unless a test says otherwise. */
class SenderLoopTest {
  private static final long SECOND = 1_000_000_000;
  private static final long UNTIL_TIMER_MILLIS = 5001; // rounded up

  private final Delivery delivery = mock();
  private final Selector selector = mock();
  private final MessageStore store = mock();
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final LoopTasks tasks = new LoopTasks(selector);
  private final Doorbell doorbell = new Doorbell(selector);
  private final Shutdown shutdown = new Shutdown(1);
  private final List<Long> pauses = new ArrayList<>();
  private long nowNanos = 100 * SECOND;
  private SenderLoop loop;

  @BeforeEach
  void prepare() {
    when(store.ring()).thenReturn(ring);
    when(store.mayRead()).thenReturn(true);
    when(delivery.wakeAtNanos()).thenReturn(nowNanos + 5 * SECOND);
    when(delivery.isReadyForMessages()).thenReturn(true);
    makeTheLoop();
  }

  private void makeTheLoop() {
    loop =
        new SenderLoop(
            delivery, tasks, selector, doorbell, store, shutdown, () -> nowNanos, this::pause);
  }

  private void pause(long nanos) {
    pauses.add(nanos);
    nowNanos += nanos;
  }

  /** Until the turns are over. */
  private void run(Delivery.Turn first, Delivery.Turn... more) {
    when(delivery.turn()).thenReturn(first, more);
    loop.run();
    verify(delivery, times(1 + more.length)).turn();
  }

  private void polled(int times) throws IOException {
    verify(selector, times(times)).selectNow(any());
  }

  private void waited(long millis) throws IOException {
    verify(selector).select(any(), eq(millis));
  }

  private void waitedOnlyOnce() throws IOException {
    verify(selector, times(1)).select(any(), anyLong());
  }

  @Nested
  class ATurn {

    @Test
    void runsTheTasksFirstAndHandlesSignalsAfterItHasPolled() throws IOException {
      Runnable task = mock();
      tasks.execute(task);
      run(MORE, OVER);
      InOrder order = inOrder(task, delivery, selector);
      order.verify(task).run();
      order.verify(delivery).turn();
      order.verify(selector).selectNow(any());
      order.verify(delivery).looked(100 * SECOND);
      order.verify(delivery).handleSignals();
      order.verify(delivery).turn();
      order.verify(delivery).end();
    }

    @Test
    void doesNotWaitIfThereIsMoreToDo() throws IOException {
      run(MORE, OVER);
      polled(1);
      verify(selector, never()).select(any(), anyLong());
    }

    @Test
    void doesNotWaitIfATimerIsDue() throws IOException {
      when(delivery.wakeAtNanos()).thenReturn(nowNanos);
      run(IDLE, OVER);
      polled(1);
      verify(selector, never()).select(any(), anyLong());
    }

    @Test
    void doesNotWaitIfATaskWasSubmittedMeanwhile() throws IOException {
      when(delivery.turn())
          .thenAnswer(
              turn -> {
                tasks.execute(() -> {});
                return IDLE;
              })
          .thenReturn(OVER);
      loop.run();
      polled(1);
      verify(selector, never()).select(any(), anyLong());
    }

    @Test
    void gathersMessagesForAMillisecondIfTheyFollowEachOther() throws IOException {
      when(selector.select(any(), anyLong())).thenAnswer(waits(1, 999_998, 5_000_000));
      run(FLOWING, FLOWING, FLOWING, OVER);
      InOrder order = inOrder(selector);
      order.verify(selector).select(any(), eq(50L));
      order.verify(selector, times(2)).select(any(), eq(1L)); // the first has gathered some
      assertThat(doorbell.isListening()).as("it is not woken by them").isFalse();
      verify(delivery).looked(100 * SECOND);
    }

    @Test
    void isWokenByEachMessageIfTheyAreRare() throws IOException {
      when(selector.select(any(), anyLong())).thenAnswer(waits(1_000_000, 1_000_000));
      run(FLOWING, FLOWING, OVER);
      verify(selector, times(2)).select(any(), eq(50L));
      assertThat(doorbell.isListening()).isTrue();
    }

    @Test
    void gathersNoMoreAfterAWaitWithoutAMessage() throws IOException {
      when(selector.select(any(), anyLong())).thenAnswer(waits(0, 1_000_000, 1_000_000, 0));
      run(FLOWING, FLOWING, IDLE, FLOWING, OVER);
      InOrder order = inOrder(selector);
      order.verify(selector).select(any(), eq(50L));
      order.verify(selector).select(any(), eq(1L));
      order.verify(selector, times(2)).select(any(), eq(50L));
    }

    /** Each wait takes so many nanoseconds; no channel is ready then. */
    private Answer<Integer> waits(long... nanos) {
      Iterator<Long> next = LongStream.of(nanos).iterator();
      return wait -> {
        nowNanos += next.next();
        return 0;
      };
    }
  }

  @Nested
  class AnIdleLoop {

    @Test
    void looksAgainAfter50MillisecondsBeforeItSleepsUntilTheTimer() throws IOException {
      run(IDLE, IDLE, OVER);
      InOrder order = inOrder(selector);
      order.verify(selector).select(any(), eq(50L));
      order.verify(selector).select(any(), eq(UNTIL_TIMER_MILLIS));
      assertThat(doorbell.isListening()).isTrue();
    }

    @Test
    void waitsForATimerThatIsDueSooner() throws IOException {
      when(delivery.wakeAtNanos()).thenReturn(nowNanos + 300_000);
      run(IDLE, OVER);
      waited(1);
      assertThat(doorbell.isListening()).isTrue();
    }

    @Test
    void isNotWokenByMessagesThatNoServerTakes() throws IOException {
      doorbell.listen();
      when(delivery.isReadyForMessages()).thenReturn(false);
      run(IDLE, OVER);
      waited(UNTIL_TIMER_MILLIS);
      waitedOnlyOnce();
      assertThat(doorbell.isListening()).isFalse();
    }

    @Test
    void doesNotSleepBesideAMessage() throws IOException {
      ring.append(new byte[] {'a'}, 1, 1024, new LongAdder());
      run(IDLE, OVER);
      polled(1);
      verify(selector, never()).select(any(), anyLong());
      assertThat(doorbell.isListening()).isFalse();
    }

    /** Its writer has not seen yet that the loop listens. */
    @Test
    void doesNotSleepBesideAMessageThatWasCommittedWhenItBeganToListen() throws IOException {
      MessageRing committedSince = mock();
      when(committedSince.isReadable()).thenReturn(false, true);
      when(store.ring()).thenReturn(committedSince);
      makeTheLoop();
      run(IDLE, OVER);
      polled(1);
      verify(selector, never()).select(any(), anyLong());
      assertThat(doorbell.isListening()).isFalse();
    }

    @Test
    void gathersAnswersOnceOneHasArrived() throws IOException {
      when(selector.select(any(), anyLong())).thenReturn(1);
      when(delivery.awaitsAnswers()).thenReturn(true);
      run(IDLE, IDLE, IDLE, OVER);
      assertThat(pauses)
          .as("of 0.3 ms, and none after a poll without any")
          .containsExactly(300_000L);
      polled(1);
    }

    @Test
    void gathersNothingUnlessAnAnswerHasArrived() {
      when(delivery.awaitsAnswers()).thenReturn(true);
      run(IDLE, IDLE, OVER);
      assertThat(pauses).isEmpty();
    }

    @Test
    void gathersNothingUnlessAnswersAreAwaited() throws IOException {
      when(selector.select(any(), anyLong())).thenReturn(1);
      run(IDLE, IDLE, OVER);
      assertThat(pauses).isEmpty();
    }
  }

  @Nested
  class ADefect {
    private final RuntimeException bug = new IllegalStateException("a defect");

    @Test
    void isFollowedByAPauseAndANewStart() {
      when(delivery.turn()).thenThrow(bug).thenReturn(OVER);
      loop.run();
      verify(delivery).startOver(bug);
      assertThat(pauses).containsExactly(SECOND);
      verify(delivery, times(2)).turn();
      verify(delivery).end();
    }

    @Test
    void endsAStop() {
      shutdown.request(Duration.ofSeconds(5));
      when(delivery.turn()).thenThrow(bug);
      loop.run();
      verify(delivery, times(1)).turn();
      verify(delivery).end();
    }

    @Test
    void ofTheSpoolIsFollowedByMemoryAtOnce() {
      when(store.isBroken(bug)).thenReturn(true);
      shutdown.request(Duration.ofSeconds(5));
      when(delivery.turn()).thenThrow(bug).thenReturn(OVER);
      loop.run();
      verify(delivery).leaveSpool();
      verify(delivery, never()).startOver(any());
      assertThat(pauses).isEmpty();
      verify(delivery, times(2)).turn();
    }

    @Test
    void thatPreventsANewStartIsFollowedByAPauseToo() {
      when(delivery.turn()).thenThrow(bug).thenReturn(OVER);
      doThrow(new OutOfMemoryError()).when(delivery).startOver(bug);
      loop.run();
      assertThat(pauses).containsExactly(SECOND);
      verify(delivery, times(2)).turn();
    }

    @Test
    void ofTheEndIsFollowedByAnotherOne() {
      doThrow(bug).doNothing().when(delivery).end();
      run(OVER);
      verify(delivery).startOver(bug);
      verify(delivery, times(2)).end();
    }
  }

  @Nested
  class ALoopWithAPredecessor {

    @Test
    void waitsForItsTurn() {
      when(store.mayRead()).thenReturn(false, false, true);
      run(OVER);
      assertThat(pauses).as("of 5 ms").containsExactly(5_000_000L, 5_000_000L);
      verify(delivery).end();
    }

    @Test
    void endsWithoutATurnIfItsTimeIsOverBefore() {
      when(store.mayRead()).thenReturn(false);
      shutdown.request(Duration.ofMillis(12));
      loop.run();
      assertThat(pauses).as("of 5 ms").hasSize(4); // the budget begins after the first
      verify(delivery, never()).turn();
      verify(delivery, never()).end();
    }
  }
}
