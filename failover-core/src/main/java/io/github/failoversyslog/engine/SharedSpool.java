package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A spool and its owner's senders, from before the file is opened until after it is closed. Its
 * lock is held for a moment only, never while something is done with the file.
 */
final class SharedSpool {
  private final Object owner;
  private final Consumer<SharedSpool> whenGone;
  private final CompletableFuture<Spool> opened = new CompletableFuture<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final List<SpoolLease> leases = new ArrayList<>(); // as they came; guarded by this

  /**
   * @param whenGone told once the file is closed, or could not be opened
   */
  SharedSpool(Object owner, Consumer<SharedSpool> whenGone) {
    this.owner = owner;
    this.whenGone = whenGone;
  }

  /** Of whoever will open the file. */
  synchronized SpoolLease firstLease() {
    return newLease();
  }

  /** Returns null if this one may not follow, or nobody may. */
  synchronized @Nullable SpoolLease followedBy(Object successor) {
    return !isEnding() && owner.equals(successor) ? newLease() : null;
  }

  private SpoolLease newLease() {
    SpoolLease lease = new SpoolLease(this, leases.isEmpty());
    leases.add(lease);
    return lease;
  }

  /** Whether nobody can follow any more: the last sender takes no more messages. */
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
   * Has the file opened by a thread of its own, since an interrupt of the caller's would close it,
   * and waits for that.
   */
  void open(Callable<Spool> opening) throws IOException {
    try {
      new OpeningThread(() -> openNow(opening)).start();
    } catch (RuntimeException | Error e) { // no more threads to be had
      failed(e);
    }
    awaitOpened();
  }

  /** An application that interrupts all its threads would close the file. */
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
    isGone(); // first: whoever is told of the failure may try again
    opened.completeExceptionally(problem);
  }

  private void isGone() {
    whenGone.accept(this);
    gone.countDown();
  }

  /**
   * Waits until the file is open. An interrupt does not end that, and is kept for the caller.
   *
   * @throws IOException if there can be no spool; the message says what to do
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

  /** The spool, which is open. */
  Spool spool() {
    return opened.join();
  }

  /** Ends a sender's turn, and closes the file if nobody follows. Does nothing a second time. */
  void leave(SpoolLease lease) throws IOException {
    boolean last;
    synchronized (this) {
      last = leases.remove(lease) && leases.isEmpty();
    }
    if (last) {
      try {
        spool().close();
      } finally {
        isGone();
      }
    }
  }

  /**
   * Waits until the file is closed. An interrupt does not end that, and is kept for the caller.
   *
   * @return whether it is closed
   */
  boolean awaitEnd(long nanos) {
    boolean interrupted = false;
    long deadlineNanos = System.nanoTime() + nanos;
    try {
      while (true) {
        try {
          return gone.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
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
