package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers that wait in a full ring are woken, whenever that is. */
class WokenCallersTest extends AdmissionFixture {
  private volatile boolean mayWait;

  @AfterEach
  void endTheCallers() {
    mayWait = true;
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
      assertThat(thread.isAlive()).as("the call has not returned").isTrue();
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
}
