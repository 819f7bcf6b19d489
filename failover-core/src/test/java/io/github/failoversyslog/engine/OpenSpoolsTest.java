package io.github.failoversyslog.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.ring.Spool;
import io.github.failoversyslog.ring.SpoolInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opening the file "slow" waits for {@code mayOpen}. */
@Timeout(value = 60, unit = SECONDS, threadMode = SEPARATE_THREAD) // a lock wait has no timeout
class OpenSpoolsTest {
  private static final String OWNER = "owner";
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path directory;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  private final AtomicInteger openings = new AtomicInteger();
  private final AtomicLong now = new AtomicLong(Long.MIN_VALUE + 5);
  private volatile String refusal = "";
  private final CountDownLatch looks = new CountDownLatch(3); // readings of the clock
  private Thread taking; // the last one in the background
  private final OpenSpools spools = new OpenSpools(this::open, this::now);

  /** A user reads the clock once, and again before it waits for one that closes. */
  private long now() {
    looks.countDown();
    return now.get();
  }

  private Spool open(Path file, long bytes) throws IOException {
    openings.incrementAndGet();
    if (file.endsWith("slow")) {
      opening.countDown();
      try {
        mayOpen.await();
      } catch (InterruptedException e) {
        throw new IOException("the thread that opens files was interrupted", e);
      }
    }
    if (!refusal.isEmpty()) {
      throw new IOException(refusal);
    }
    return Spool.open(file, bytes);
  }

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

  private SpoolLease take(String file, Object owner) throws IOException {
    return spools.take(new SpoolSettings(directory.resolve(file), 4096), owner);
  }

  /** Takes the file "slow" on another thread; returns once it is being opened. */
  private CompletableFuture<SpoolLease> takeSlowly() throws InterruptedException {
    return takeSlowly(OWNER);
  }

  private CompletableFuture<SpoolLease> takeSlowly(Object owner) throws InterruptedException {
    CompletableFuture<SpoolLease> lease = inBackground("slow", owner);
    opening.await();
    return lease;
  }

  private CompletableFuture<SpoolLease> inBackground(String file, Object owner) {
    CompletableFuture<SpoolLease> lease = new CompletableFuture<>();
    taking =
        new Thread(
            () -> {
              try {
                lease.complete(take(file, owner));
              } catch (IOException e) {
                lease.completeExceptionally(e);
              }
            });
    taking.setDaemon(true);
    taking.start();
    return lease;
  }

  @AfterEach
  void letItOpen() {
    mayOpen.countDown();
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
