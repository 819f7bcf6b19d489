package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SenderThreadTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final SenderThread thread =
      new SenderThread(() -> assertThatCode(end::await).doesNotThrowAnyException(), "TEST");

  @AfterEach
  void end() throws InterruptedException {
    end.countDown();
    thread.join();
  }

  @Test
  void itsEndIsAwaitedIfTheClockIsNegative() {
    thread.start();
    AtomicLong now = new AtomicLong(Long.MIN_VALUE / 2);
    boolean ended =
        thread.awaitEnd(
            Duration.ofMinutes(10),
            () -> {
              end.countDown(); // the stop was requested
              return now.getAndAdd(1_000_000);
            });
    assertThat(ended).isTrue();
  }

  @Test
  void itsEndIsAwaitedAsleep() {
    Thread caller = Thread.currentThread();
    CountDownLatch callerHasGivenUp = new CountDownLatch(1);
    SenderThread watching =
        new SenderThread(
            () -> {
              while (caller.getState() != Thread.State.TIMED_WAITING
                  && callerHasGivenUp.getCount() > 0) {
                Thread.onSpinWait();
              }
            },
            "TEST");
    watching.start();
    AtomicLong now = new AtomicLong();
    boolean ended = watching.awaitEnd(Duration.ofMinutes(10), () -> now.getAndAdd(1_000_000));
    callerHasGivenUp.countDown();
    assertThat(ended).isTrue();
  }

  @Test
  void itsEndIsAwaitedForTheGivenTimeAtMost() {
    thread.start();
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 500_000); // it wraps around
    assertThat(thread.awaitEnd(Duration.ofMillis(3), () -> now.getAndAdd(1_000_000))).isFalse();
    assertThat(now.get() - (Long.MAX_VALUE - 500_000)).isBetween(3_000_000L, 5_000_000L);
  }

  @Test
  void itDoesNotKeepTheApplicationAlive() {
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("failover-syslog-TEST");
  }

  @Test
  void itCannotBeInterrupted() {
    thread.interrupt();
    assertThat(thread.isInterrupted()).as("before the start").isFalse();
    thread.start();
    thread.interrupt();
    assertThat(thread.isInterrupted()).isFalse();
  }
}
