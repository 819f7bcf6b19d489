package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.InOrder;

@SuppressWarnings("unchecked") // mocks of generic types
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class UserListenersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final SenderListener first = mock(SenderListener.class);
  private final SenderListener second = mock(SenderListener.class);
  private final BiConsumer<SenderListener, Throwable> whenFailed = mock(BiConsumer.class);
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch forEver = new CountDownLatch(1);
  private final UserListeners listeners = new UserListeners(whenFailed);

  private void start(SenderListener... some) {
    List.of(some).forEach(listeners::add);
    listeners.start("TEST", threads::add);
    threads.forEach(Thread::start);
  }

  private void report(int number) {
    listeners.call(listener -> listener.status(status(number)));
  }

  private static Status status(int number) {
    return new Status(Status.Kind.CONFIG, Integer.toString(number));
  }

  @Test
  void withoutListenersThereIsNoThread() {
    Consumer<Thread> starter = mock(Consumer.class);

    listeners.start("TEST", starter);
    report(1);
    listeners.end(LONG);

    verifyNoInteractions(starter);
  }

  @Test
  void everyListenerIsCalledInOrderByADaemonThreadThatEnds() throws Exception {
    List<Thread> callers = new ArrayList<>();
    doAnswer(call -> callers.add(Thread.currentThread())).when(first).status(any());
    start(first, second);

    IntStream.range(0, 100).forEach(this::report);
    listeners.end(LONG);

    threads.get(0).join();
    assertThat(callers).hasSize(100).containsOnly(threads.get(0));
    assertThat(threads).singleElement().matches(Thread::isDaemon);
    InOrder order = inOrder(second);
    IntStream.range(0, 100).forEach(number -> order.verify(second).status(status(number)));
    assertThat(listeners.takeDropped()).isZero();
  }

  @Test
  void nothingIsQueuedBeforeTheStartAndAfterTheEnd() throws Exception {
    report(1);
    start(first);
    listeners.end(LONG);
    report(2);

    threads.get(0).join();
    verifyNoInteractions(first);
  }

  @Test
  void aListenerThatDoesNotReturnHoldsNobodyUpAndIsInterruptedAtTheEnd() throws Exception {
    doAnswer(
            call -> {
              called.countDown();
              forEver.await();
              return null;
            })
        .when(first)
        .status(any());
    start(first);
    report(0);
    called.await(); // so that it waits for no room of its own

    IntStream.rangeClosed(1, UserListeners.MOST_WAITING + 7).forEach(this::report);
    assertThat(listeners.takeDropped()).as("while the queue is full").isZero();
    listeners.end(SHORT);

    threads.get(0).join();
    assertThat(listeners.takeDropped()).isEqualTo(UserListeners.MOST_WAITING + 7);
    verify(first, times(1)).status(any());
  }

  @Test
  void aListenerThatEndsThemDoesNotWaitForItselfAndIsToldTheRest() throws Exception {
    doAnswer(
            call -> {
              listeners.end(LONG);
              return null;
            })
        .when(first)
        .status(status(1));
    listeners.add(first);
    listeners.start("TEST", threads::add);
    report(1);
    report(2);

    threads.get(0).start();
    threads.get(0).join();

    verify(first).status(status(2));
    assertThat(listeners.takeDropped()).isZero();
  }

  @Test
  void aListenerThatFailsIsReportedOnceAndCalledAgain() {
    IllegalStateException failure = new IllegalStateException("made to fail");
    doThrow(failure).when(first).status(any());
    start(first, second);

    report(1);
    report(2);
    listeners.end(LONG);

    verify(first, times(2)).status(any());
    verify(second, times(2)).status(any());
    verify(whenFailed, times(1)).accept(first, failure);
  }

  @Test
  void aFailureThatCannotBeReportedEndsNothing() {
    doThrow(new IllegalStateException("made to fail")).when(first).status(any());
    doThrow(new IllegalStateException("no text")).when(whenFailed).accept(eq(first), any());
    start(first, second);

    report(1);
    report(2);
    listeners.end(LONG);

    verify(second, times(2)).status(any());
  }

  @Test
  void anInterruptOfTheThreadByOthersEndsNothing() {
    start(first);
    threads.get(0).interrupt();

    report(1);
    listeners.end(LONG);

    verify(first).status(status(1));
  }
}
