package io.github.failoversyslog.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.ring.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of tests of spools that are opened. Opening the file "slow" waits for {@code mayOpen}.
 */
@Timeout(value = 60, unit = SECONDS, threadMode = SEPARATE_THREAD) // a lock wait has no timeout
abstract class OpenSpoolsFixture {
  static final String OWNER = "owner";
  static final long SECOND = 1_000_000_000;

  @TempDir Path directory;
  final CountDownLatch opening = new CountDownLatch(1);
  final CountDownLatch mayOpen = new CountDownLatch(1);
  final AtomicInteger openings = new AtomicInteger();
  final AtomicLong now = new AtomicLong(Long.MIN_VALUE + 5);
  volatile String refusal = "";
  final CountDownLatch looks = new CountDownLatch(3); // readings of the clock
  Thread taking; // the last one in the background
  final OpenSpools spools = new OpenSpools(this::open, this::now);

  /** A user reads the clock once, and again before it waits for one that closes. */
  long now() {
    looks.countDown();
    return now.get();
  }

  Spool open(Path file, long bytes) throws IOException {
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

  SpoolLease take(String file, Object owner) throws IOException {
    return spools.take(new SpoolSettings(directory.resolve(file), 4096), owner);
  }

  /** Takes the file "slow" on another thread; returns once it is being opened. */
  CompletableFuture<SpoolLease> takeSlowly() throws InterruptedException {
    return takeSlowly(OWNER);
  }

  CompletableFuture<SpoolLease> takeSlowly(Object owner) throws InterruptedException {
    CompletableFuture<SpoolLease> lease = inBackground("slow", owner);
    opening.await();
    return lease;
  }

  CompletableFuture<SpoolLease> inBackground(String file, Object owner) {
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
}
