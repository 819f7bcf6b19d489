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
 * Decides what becomes of a message when the ring is filling up. Application threads come here;
 * while there is room they meet no lock.
 *
 * <p>A caller that may wait does so only once it has found the ring full, and then in a line of
 * which the first alone tries. What others log meanwhile goes beside the line: were it to queue up
 * too, there would be a line for ever, and every message would cost two switches of threads. But
 * once the first in the line has tried in vain nobody goes before it, so each is overtaken only
 * until it has its turn.
 */
public final class Admission {
  private static final int RESERVED_FOR_SERIOUS = 5; // one part in so many
  private static final int BATCH_OF_ROOM = 16; // one part in so many
  private static final long ENDING_CHECK_NANOS = 100_000_000;
  private static final long FIRST_LOOKS_NANOS = 10_000_000; // less than a batch of room will do

  private final MessageRing ring;
  private final BufferSettings settings;
  private final Counters counters;
  private final Runnable messageWaiting;
  private final Runnable discardingBegan;
  private final Runnable roomWanted;
  private final Queue<Thread> line = new ConcurrentLinkedQueue<>(); // waiting, as they came
  private volatile @Nullable Thread foundNoRoom; // the first in the line, once it has tried
  private volatile boolean open = true;
  private volatile BooleanSupplier hostIsEnding = () -> false;

  /**
   * @param messageWaiting called by any thread after a message was accepted
   * @param discardingBegan called by any thread at the first discard after {@link
   *     Counters#discardingEnded}
   * @param roomWanted called by any thread when the first in the line begins to wait
   */
  Admission(
      MessageRing ring,
      BufferSettings settings,
      Counters counters,
      Runnable messageWaiting,
      Runnable discardingBegan,
      Runnable roomWanted) {
    this.ring = ring;
    this.settings = settings;
    this.counters = counters;
    this.messageWaiting = messageWaiting;
    this.discardingBegan = discardingBegan;
    this.roomWanted = roomWanted;
  }

  /**
   * Takes the message into the ring, as the settings say: at once, after a wait, or not at all. Any
   * thread.
   *
   * @return whether it was taken; if not, it was counted
   */
  public boolean offer(byte[] message, int length, Severity severity) {
    if (!open) {
      return discard(DiscardReason.STOPPED);
    }
    try {
      return offerWhileOpen(message, length, severity);
    } catch (SpoolFaultException
        | InternalError e) { // an Error: a fault in mapped memory, told late
      return discard(DiscardReason.SPOOL_FAULT);
    }
  }

  private boolean offerWhileOpen(byte[] message, int length, Severity severity) {
    boolean mayWait =
        settings.overflow() == Overflow.BLOCK && !(Thread.currentThread() instanceof SenderThread);
    if (mayWait) {
      boolean atOnce = !isWaitedFor() && tryAppend(message, length, ring.capacity());
      return atOnce || waitAndAppend(message, length);
    }
    boolean serious =
        settings.overflow() == Overflow.BLOCK
            || !severity.isLessSeriousThan(settings.discardBelow());
    int usable = serious ? ring.capacity() : usableByAll(ring.capacity());
    return tryAppend(message, length, usable) || discard(reasonToRefuse(serious));
  }

  /** How much of a ring may be in use after the least serious event. */
  static int usableByAll(int capacity) {
    return capacity - capacity / RESERVED_FOR_SERIOUS;
  }

  private DiscardReason reasonToRefuse(boolean serious) {
    if (!open) {
      return DiscardReason.STOPPED; // meanwhile: the ring takes nothing any more
    }
    return serious ? DiscardReason.BUFFER_FULL : DiscardReason.BUFFER_RESERVED;
  }

  private boolean tryAppend(byte[] message, int length, long usableBytes) {
    if (!ring.append(message, length, usableBytes, counters.accepted)) {
      return false;
    }
    messageWaiting.run();
    return true;
  }

  /** Only the first in the line tries, and lets the next one try when it leaves. */
  private boolean waitAndAppend(byte[] message, int length) {
    Thread caller = Thread.currentThread();
    long deadlineNanos = System.nanoTime() + settings.blockTimeout().toNanos();
    long waitNanos = settings.blockTimeout().toNanos();
    boolean interrupted = false;
    boolean accepted;
    line.add(caller);
    try {
      accepted = tryInTurn(caller, message, length);
      while (!accepted && mayWait() && waitNanos > 0) {
        long lookNanos = foundNoRoom == caller ? FIRST_LOOKS_NANOS : ENDING_CHECK_NANOS;
        LockSupport.parkNanos(this, Math.min(waitNanos, lookNanos));
        interrupted |= Thread.interrupted(); // kept for the caller; the message still waits
        waitNanos = deadlineNanos - System.nanoTime();
        accepted = tryInTurn(caller, message, length);
      }
    } finally {
      leaveLine(caller);
      if (interrupted) {
        caller.interrupt();
      }
    }
    return accepted || discard(mayWait() ? DiscardReason.BLOCK_TIMEOUT : DiscardReason.STOPPED);
  }

  private boolean tryInTurn(Thread caller, byte[] message, int length) {
    if (line.peek() != caller) {
      return false;
    }
    boolean accepted = tryAppend(message, length, ring.capacity());
    if (!accepted && foundNoRoom != caller) {
      foundNoRoom = caller;
      roomWanted.run();
    }
    return accepted;
  }

  private void leaveLine(Thread caller) {
    if (foundNoRoom == caller) {
      foundNoRoom = null; // before the next one is the first, for it is the next to set it
    }
    line.remove(caller);
    letFirstTry();
  }

  /** Whether a caller waits for room, and nobody may go before it. Any thread. */
  boolean isWaitedFor() {
    return foundNoRoom != null;
  }

  private boolean mayWait() {
    return open && !hostIsEnding.getAsBoolean();
  }

  /** Callers do not wait any more once this is true; it is asked by any thread. */
  public void letCallersGoWhen(BooleanSupplier ending) {
    hostIsEnding = ending;
  }

  /** Counts an event that will not be delivered. Any thread. */
  public boolean discard(DiscardReason reason) {
    return discard(reason, 1);
  }

  /** Counts as many of them. Any thread. */
  boolean discard(DiscardReason reason, long events) {
    if (counters.discard(reason, events)) {
      discardingBegan.run();
    }
    return false;
  }

  /**
   * The ring may have room. The first in the line shall try once there is a batch of it, so that
   * many messages follow before callers have to wait again; of less it finds out by itself. Reader
   * only.
   */
  void roomMade() {
    int capacity = ring.capacity();
    if (capacity - (ring.tail() - ring.released()) >= capacity / BATCH_OF_ROOM) {
      letFirstTry();
    }
  }

  private void letFirstTry() {
    VarHandle.fullFence(); // a caller that has not seen the room is in the line by now
    LockSupport.unpark(line.peek());
  }

  /** Takes nothing more, and blocked callers return. Any thread. */
  public void close() {
    open = false;
    line.forEach(LockSupport::unpark);
  }
}
