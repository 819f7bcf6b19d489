package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.ring.SpoolInUseException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OpenSpoolsTest extends OpenSpoolsFixture {
  /** Equals every other one. */
  private static final class AskedOwner {
    private final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public boolean equals(Object other) {
      asked.countDown();
      return other instanceof AskedOwner;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void openingOneFileDoesNotDelayAnother() throws Exception {
    SpoolLease other = take("other", OWNER);
    CompletableFuture<SpoolLease> slow = takeSlowly();

    assertThat(other.hasTurn()).isTrue();
    assertThat(other.hasSuccessor()).isFalse();
    SpoolLease next = take("other", OWNER);
    assertThat(other.hasSuccessor()).isTrue();
    other.end();
    other.close();
    assertThat(next.hasTurn()).isTrue();
    next.end();
    next.close();
    take("third", OWNER).close();

    assertThat(slow).isNotDone();
    mayOpen.countDown();
    slow.get().close();
  }

  @Test
  void aSecondUserOfTheSameFileSharesItOnceItIsOpen() throws Exception {
    CompletableFuture<SpoolLease> slow = takeSlowly();
    CompletableFuture<SpoolLease> next = inBackground("slow", OWNER);
    assertThat(next).isNotDone();
    mayOpen.countDown();

    SpoolLease first = slow.get();
    SpoolLease second = next.get();
    assertThat(first.hasTurn()).isTrue();
    assertThat(first.hasSuccessor()).isTrue();
    assertThat(second.hasTurn()).isFalse();
    assertThat(second.ring()).isSameAs(first.ring());
    assertThat(openings).hasValue(1);
    first.close();
    assertThat(second.hasTurn()).isTrue();
    assertThat(second.hasSuccessor()).isFalse();
    second.close();
  }

  @Test
  void anotherOwnerIsRefusedAtOnceWhileTheFileIsOpened() throws Exception {
    CompletableFuture<SpoolLease> slow = takeSlowly();
    assertThatThrownBy(() -> take("slow", "another"))
        .isInstanceOf(SpoolInUseException.class)
        .hasMessage(
            "spool %s is in use by another appender of this process; give every appender of every"
                + " process its own spoolFile",
            directory.resolve("slow"));
    mayOpen.countDown();
    slow.get().close();
    take("slow", "another").close();
  }

  @Test
  void aFailureIsReportedToAllWaitersAndTheNextUserTriesAgain() throws Exception {
    refusal = "no room";
    CompletableFuture<SpoolLease> slow = takeSlowly();
    mayOpen.countDown();
    assertThatThrownBy(slow::get).hasRootCauseMessage("no room");
    assertThatThrownBy(() -> take("slow", OWNER)).isInstanceOf(IOException.class);
    refusal = "";
    SpoolLease lease = take("slow", "another");
    assertThat(lease.hasTurn()).isTrue();
    assertThat(openings).hasValue(3);
    lease.close();
  }

  @Test
  void aFailureIsReportedToOneThatSharesTheFileWhileItIsOpened() throws Exception {
    AskedOwner owner = new AskedOwner();
    refusal = "no room";
    CompletableFuture<SpoolLease> slow = takeSlowly(owner);
    CompletableFuture<SpoolLease> next = inBackground("slow", new AskedOwner());
    owner.asked.await();
    mayOpen.countDown();
    assertThatThrownBy(slow::get).hasRootCauseMessage("no room");
    assertThatThrownBy(next::get).hasRootCauseMessage("no room");
    assertThat(openings).hasValue(1);
  }

  @Test
  void otherExceptionsBecomeIoExceptions() throws Exception {
    OpenSpools failing =
        new OpenSpools(
            (file, bytes) -> {
              throw new SecurityException("not this one");
            },
            now::get);
    assertThatThrownBy(() -> failing.take(new SpoolSettings(directory, 4096), OWNER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not this one");
  }

  @Test
  void anInterruptedThreadOpensTheFileAndStaysInterrupted() throws Exception {
    mayOpen.countDown();
    SpoolLease lease;
    SpoolLease next;
    boolean kept;
    Thread.currentThread().interrupt();
    try {
      lease = take("slow", OWNER);
      next = take("slow", OWNER);
      next.end();
      next.close();
      lease.end();
      lease.close();
    } finally {
      kept = Thread.interrupted();
    }
    assertThat(kept).isTrue();
    assertThat(openings).hasValue(1);
  }

  @Test
  void anInterruptWhileItWaitsForTheFileDoesNotEndTheWaitAndIsKept() throws Exception {
    AtomicBoolean kept = new AtomicBoolean();
    CompletableFuture<SpoolLease> lease = new CompletableFuture<>();
    Thread starting =
        new Thread(
            () -> {
              try {
                lease.complete(take("slow", OWNER));
              } catch (IOException e) {
                lease.completeExceptionally(e);
              }
              kept.set(Thread.currentThread().isInterrupted());
            });
    starting.start();
    opening.await();
    starting.interrupt();
    mayOpen.countDown();
    lease.get().close();
    starting.join();
    assertThat(kept).isTrue();
  }

  @Test
  void anApplicationThatInterruptsAllItsThreadsCanOpenItsSpool() throws Exception {
    CompletableFuture<SpoolLease> slow = takeSlowly();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("failover-syslog-spool"))
        .forEach(Thread::interrupt);
    mayOpen.countDown();
    assertThat(slow.get().hasTurn()).isTrue();
    slow.get().close();
  }
}
