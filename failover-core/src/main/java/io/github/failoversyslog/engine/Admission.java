package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends messages to the ring or discards them, as the overflow settings say. Called by
 * application threads; takes no lock while the ring has room.
 *
 * <p>A caller that may wait does so only after it has found the ring full. It then joins a FIFO
 * queue of waiting callers, of which only the first retries. Other callers still append without
 * queueing: otherwise the queue would never become empty and every message would cost two context
 * switches. Once the first waiting caller has retried without success, new callers queue behind it,
 * so a caller is overtaken only until it is first.
 */
public final class Admission {
  private static final int RESERVED_FRACTION = 5; // 1/5 of the ring
  private static final int WAKE_UP_FRACTION = 16; // 1/16 of the ring
  private static final long STOP_CHECK_NANOS = 100_000_000;
  private static final long FIRST_CHECK_NANOS = 10_000_000; // sees room below 1/WAKE_UP_FRACTION

  private final MessageRing ring;
  private final boolean blocks; // these are read once, as every event asks
  private final Severity discardBelow;
  private final long blockTimeoutNanos;
  private final Counters counters;
  private final Runnable messageWaiting;
  private final Runnable discardingBegan;
  private final Runnable roomWanted;
  private final Queue<Thread> waiters = new ConcurrentLinkedQueue<>(); // in order of arrival
  private volatile @Nullable Thread blockedFirst; // first waiter, once its retry failed
  private volatile boolean open = true;
  private volatile BooleanSupplier hostIsStopping = () -> false;

  /**
   * @param messageWaiting called by any thread after a message was accepted
   * @param discardingBegan called by any thread at the first discard after {@link
   *     Counters#discardingEnded}
   * @param roomWanted called by any thread when the first waiting caller has found no room
   */
  Admission(
      MessageRing ring,
      BufferSettings settings,
      Counters counters,
      Runnable messageWaiting,
      Runnable discardingBegan,
      Runnable roomWanted) {
    this.ring = ring;
    this.blocks = settings.overflow() == Overflow.BLOCK;
    this.discardBelow = settings.discardBelow();
    this.blockTimeoutNanos = settings.blockTimeout().toNanos();
    this.counters = counters;
    this.messageWaiting = messageWaiting;
    this.discardingBegan = discardingBegan;
    this.roomWanted = roomWanted;
  }

  /**
   * Appends the message to the ring at once, after a wait, or not at all, as the settings say. Any
   * thread.
   *
   * @return whether it was appended; if not, it was counted as discarded
   */
  public boolean offer(byte[] message, int length, Severity severity) {
    DiscardReason refusal = append(message, length, severity);
    return refusal == null || discard(refusal);
  }

  /**
   * Like {@link #offer}, but counts no discard.
   *
   * @return why it was not appended; null if it was
   */
  public @Nullable DiscardReason append(byte[] message, int length, Severity severity) {
    if (!open) {
      return DiscardReason.STOPPED;
    }
    try {
      return appendWhileOpen(message, length, severity);
    } catch (SpoolFaultException
        | InternalError e) { // how the JVM reports a fault in mapped memory
      return DiscardReason.SPOOL_FAULT;
    }
  }

  private @Nullable DiscardReason appendWhileOpen(byte[] message, int length, Severity severity) {
    if (blocks && !(Thread.currentThread() instanceof SenderThread)) {
      boolean atOnce = !isWaitedFor() && tryAppend(message, length, ring.capacity());
      return atOnce ? null : waitAndAppend(message, length);
    }
    boolean serious = blocks || !severity.isLessSeriousThan(discardBelow);
    int usable = serious ? ring.capacity() : usableByAll(ring.capacity());
    return tryAppend(message, length, usable) ? null : reasonToRefuse(serious);
  }

  /** How many bytes of a ring may be in use after the least serious event was appended. */
  static int usableByAll(int capacity) {
    return capacity - capacity / RESERVED_FRACTION;
  }

  private DiscardReason reasonToRefuse(boolean serious) {
    if (!open) {
      return DiscardReason.STOPPED; // stopped in the meantime: the ring may be sealed
    }
    return serious ? DiscardReason.BUFFER_FULL : DiscardReason.BUFFER_RESERVED;
  }

  private boolean tryAppend(byte[] message, int length, long usableBytes) {
    if (!ring.append(message, length, usableBytes, counters.accepted)) {
      return false;
    }
    if (counters.receiptTimes.isWanted()) {
      counters.receiptTimes.appended(ring.tail());
    }
    messageWaiting.run();
    return true;
  }

  /** Only the first waiting caller retries; when it leaves the queue, it wakes the next one. */
  private @Nullable DiscardReason waitAndAppend(byte[] message, int length) {
    Thread caller = Thread.currentThread();
    long deadlineNanos = System.nanoTime() + blockTimeoutNanos;
    long waitNanos = blockTimeoutNanos;
    boolean interrupted = false;
    boolean accepted;
    waiters.add(caller);
    try {
      accepted = tryIfFirst(caller, message, length);
      while (!accepted && mayWait() && waitNanos > 0) {
        long checkNanos = blockedFirst == caller ? FIRST_CHECK_NANOS : STOP_CHECK_NANOS;
        LockSupport.parkNanos(this, Math.min(waitNanos, checkNanos));
        interrupted |= Thread.interrupted(); // does not end the wait; restored below
        waitNanos = deadlineNanos - System.nanoTime();
        accepted = tryIfFirst(caller, message, length);
      }
    } finally {
      leaveQueue(caller);
      if (interrupted) {
        caller.interrupt();
      }
    }
    if (accepted) {
      return null;
    }
    return mayWait() ? DiscardReason.BLOCK_TIMEOUT : DiscardReason.STOPPED;
  }

  private boolean tryIfFirst(Thread caller, byte[] message, int length) {
    if (waiters.peek() != caller) {
      return false;
    }
    boolean accepted = tryAppend(message, length, ring.capacity());
    if (!accepted && blockedFirst != caller) {
      blockedFirst = caller;
      roomWanted.run();
    }
    return accepted;
  }

  private void leaveQueue(Thread caller) {
    if (blockedFirst == caller) {
      blockedFirst = null; // before the next one is first and may set it
    }
    waiters.remove(caller);
    wakeFirst();
  }

  /** Whether a caller waits for room and no other may append before it. Any thread. */
  boolean isWaitedFor() {
    return blockedFirst != null;
  }

  private boolean mayWait() {
    return open && !hostIsStopping.getAsBoolean();
  }

  /**
   * Callers stop waiting for room, and their messages are discarded as STOPPED, once this is true.
   *
   * @param ending evaluated by any thread, about ten times a second while a caller waits
   */
  public void releaseCallersWhen(BooleanSupplier ending) {
    hostIsStopping = ending;
  }

  /**
   * Counts a discarded event. Any thread.
   *
   * @return false
   */
  public boolean discard(DiscardReason reason) {
    discard(reason, 1);
    return false;
  }

  /** Counts messages that a server has rejected. Any thread. */
  void discardRejected(int messages) {
    discard(DiscardReason.REJECTED, messages);
  }

  /** Counts discarded events. Any thread. */
  void discard(DiscardReason reason, long events) {
    if (counters.discard(reason, events)) {
      discardingBegan.run();
    }
  }

  /**
   * Called after ring memory was released. Wakes the first waiting caller once 1/16 of the ring is
   * free, so that many messages follow before callers have to wait again; it finds less room by its
   * own periodic check. Called by the ring's reader only.
   */
  void roomMade() {
    if (isRoomToWake(ring.tail() - ring.released(), ring.capacity())) {
      wakeFirst();
    }
  }

  /** Whether a ring in which this many bytes are in use has enough room to wake a caller. */
  static boolean isRoomToWake(long usedBytes, int capacity) {
    return capacity - usedBytes >= capacity / WAKE_UP_FRACTION;
  }

  private void wakeFirst() {
    VarHandle.fullFence(); // a caller that missed the new room is in the queue by now
    LockSupport.unpark(waiters.peek());
  }

  /** Discards all further messages as STOPPED and wakes the waiting callers. Any thread. */
  public void close() {
    open = false;
    waiters.forEach(LockSupport::unpark);
  }
}
