package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A spool and its owner's senders, from before the file is opened until after it is closed. The
 * lock is held briefly, never during file operations.
 */
final class SharedSpool {
  private final Object owner;
  private final Consumer<SharedSpool> whenClosed;
  private final CompletableFuture<Spool> opened = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<SpoolLease> leases = new ArrayList<>(); // in order of arrival; guarded by this

  /**
   * @param whenClosed called once the file is closed or could not be opened
   */
  SharedSpool(Object owner, Consumer<SharedSpool> whenClosed) {
    this.owner = owner;
    this.whenClosed = whenClosed;
  }

  /** The lease of the sender that opens the file. */
  synchronized SpoolLease firstLease() {
    return newLease();
  }

  /** Returns the successor's lease; null if it has another owner or the spool is closing. */
  synchronized @Nullable SpoolLease followedBy(Object successor) {
    return !isEnding() && owner.equals(successor) ? newLease() : null;
  }

  private SpoolLease newLease() {
    SpoolLease lease = new SpoolLease(this, leases.isEmpty());
    leases.add(lease);
    return lease;
  }

  /** Whether successors are no longer accepted, because the last sender is stopping. */
  synchronized boolean isEnding() {
    return leases.isEmpty() || leases.get(leases.size() - 1).isEnding();
  }

  synchronized boolean isFollowed(SpoolLease lease) {
    return leases.indexOf(lease) < leases.size() - 1;
  }

  synchronized boolean isFirst(SpoolLease lease) {
    return !leases.isEmpty() && leases.get(0) == lease;
  }

  /**
   * Opens the file on a separate thread and waits for that. An interrupt of the caller would close
   * the file if the caller opened it.
   *
   * @throws IOException if the spool cannot be opened; the message says what to do
   */
  void open(Callable<Spool> opening) throws IOException {
    open(opening, task -> new OpeningThread(task).start());
  }

  /** Like {@link #open(Callable)}, on a thread of this executor. */
  void open(Callable<Spool> opening, Executor threads) throws IOException {
    try {
      threads.execute(() -> openNow(opening));
    } catch (RuntimeException | Error e) { // no more threads available
      failed(e);
    }
    awaitOpened();
  }

  /** Ignores interrupts: an application that interrupts all threads would close the file. */
  private static final class OpeningThread extends Thread {
    OpeningThread(Runnable opening) {
      super(opening, "failover-syslog-spool");
      setDaemon(true);
    }

    @Override
    public void interrupt() {}
  }

  private void openNow(Callable<Spool> opening) {
    try {
      opened.complete(opening.call());
    } catch (Exception | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable problem) {
    synchronized (this) {
      leases.clear();
    }
    signalClosed(); // first: a caller that sees the failure may try again
    opened.completeExceptionally(problem);
  }

  private void signalClosed() {
    whenClosed.accept(this);
    closed.countDown();
  }

  /**
   * Waits until the file is open. An interrupt does not end the wait; the interrupt status is
   * restored.
   *
   * @throws IOException if the spool cannot be opened; the message says what to do
   */
  void awaitOpened() throws IOException {
    try {
      Spool unused = opened.join();
    } catch (CompletionException e) {
      Throwable problem = e.getCause();
      if (problem instanceof Error error) {
        throw error;
      }
      throw problem instanceof IOException refusal ? refusal : new IOException(problem);
    }
  }

  /** The spool; has to be open already. */
  Spool spool() {
    return opened.join();
  }

  /** Returns a lease, and closes the file if it was the last one. Does nothing a second time. */
  void leave(SpoolLease lease) throws IOException {
    boolean last;
    synchronized (this) {
      last = leases.remove(lease) && leases.isEmpty();
    }
    if (last) {
      try {
        spool().close();
      } finally {
        signalClosed();
      }
    }
  }

  /**
   * Waits until the file is closed. An interrupt does not end the wait; the interrupt status is
   * restored.
   *
   * @return whether it is closed
   */
  boolean awaitEnd(long nanos) {
    boolean interrupted = false;
    long deadlineNanos = System.nanoTime() + nanos;
    try {
      while (true) {
        try {
          return closed.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
