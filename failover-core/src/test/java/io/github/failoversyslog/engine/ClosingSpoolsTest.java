package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.ring.SpoolInUseException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The file is given to a new user once its last one has closed it. */
class ClosingSpoolsTest extends OpenSpoolsFixture {
  @Test
  void aNewUserWaitsWhileTheLastUserCloses() throws Exception {
    SpoolLease ending = take("other", OWNER);
    ending.end();
    now.set(10 * SECOND); // not the time since its start
    CompletableFuture<SpoolLease> next = inBackground("other", OWNER);
    while (taking.getState() != Thread.State.TIMED_WAITING) {
      assertThat(next).isNotDone();
      Thread.onSpinWait();
    }
    assertThat(ending.hasSuccessor()).as("takes nothing more").isFalse();
    ending.close();
    next.get().close();
    assertThat(openings).hasValue(2);
  }

  @Test
  void anInterruptDoesNotEndTheWaitForTheLastUserAndIsKept() throws Exception {
    SpoolLease ending = take("other", OWNER);
    ending.end();
    AtomicBoolean kept = new AtomicBoolean();
    CompletableFuture<SpoolLease> lease = new CompletableFuture<>();
    Thread starting =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                lease.complete(take("other", OWNER));
              } catch (IOException e) {
                lease.completeExceptionally(e);
              }
              kept.set(Thread.currentThread().isInterrupted());
            });
    starting.start();
    looks.await();
    ending.close();
    lease.get().close();
    starting.join();
    assertThat(kept).isTrue();
  }

  @Test
  void aNewUserIsRefusedAfterTwoSecondsIfTheLastUserDoesNotClose() throws Exception {
    // the test would wait for as long as the clock has advanced beyond that
    OpenSpools late = new OpenSpools(this::open, () -> now.getAndAdd(3600 * SECOND));
    SpoolSettings settings = new SpoolSettings(directory.resolve("other"), 4096);
    SpoolLease ending = late.take(settings, OWNER);
    ending.end();
    assertThatThrownBy(() -> late.take(settings, OWNER)).isInstanceOf(SpoolInUseException.class);
    ending.close();
    late.take(settings, OWNER).close();
  }

  @Test
  void closingASecondTimeDoesNothing() throws Exception {
    SpoolLease first = take("other", OWNER);
    first.close();
    SpoolLease second = take("other", "another");
    first.close();
    assertThat(second.hasTurn()).isTrue();
    second.close();
  }
}
