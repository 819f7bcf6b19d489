package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.session.Loss;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection in use and the old ones that are being drained: which of them messages go to, and
 * what has to be sent again when one of them ends. Used by the loop's thread only.
 */
final class Connections {
  /**
   * @param batchBytes room for the longest frame
   * @param ourKernelBytes of the ring, the most that our kernel holds of one connection
   */
  record Settings(
      int batchBytes, long writeTimeoutNanos, long closeTimeoutNanos, long ourKernelBytes) {}

  private final Settings settings;
  private final MessagePump.Shared shared;
  private final Consumer<Signal> signals;
  private final Deque<ByteBuffer> freeBatches = new ArrayDeque<>();
  private final DrainingConnections draining;
  private final Releases releases;
  private final Resends resends;
  private final ReplacementTiming handover = new ReplacementTiming();
  private @Nullable MessagePump inUse;
  private @Nullable MessagePump renewed; // by the one in use; is being drained
  private String lastFailure = "";

  /**
   * @param signals is told what happens to connections
   */
  Connections(Settings settings, MessagePump.Shared shared, Consumer<Signal> signals) {
    this.settings = settings;
    this.shared = shared;
    this.signals = signals;
    this.releases = new Releases(shared, settings.ourKernelBytes());
    this.draining = new DrainingConnections(settings.closeTimeoutNanos());
    this.resends = new Resends(shared, releases.proven());
  }

  private long now() {
    return shared.clock().getAsLong();
  }

  /** Messages go to this connection from now on; none is in use. */
  void use(ConnectAttempt.Opened opened) {
    inUse = new MessagePump(opened, takeBatch(), shared, this::ended);
    handover.begins(false, now());
    renewed = null;
  }

  private ByteBuffer takeBatch() {
    ByteBuffer free = freeBatches.poll();
    return free != null ? free : ByteBuffer.allocateDirect(settings.batchBytes());
  }

  /** Drains the connection in use, if there is one, and uses another one. */
  void replace(ConnectAttempt.Opened opened) {
    MessagePump old = inUse;
    drain(Long.MAX_VALUE);
    use(opened);
    handover.begins(old != null && old.session().isProvenByItsEnd(), now());
  }

  /** The same with another one to the same server. */
  void renew(ConnectAttempt.Opened opened) {
    MessagePump old = inUse;
    replace(opened);
    shared.counters().renewals.increment();
    renewed = old;
  }

  /**
   * Writes no more messages to the connection in use and ends it. What its server turns out not to
   * have read goes back to the ring.
   *
   * @param restUntilNanos the latest end of the rest before the half-close
   */
  void drainInUse(long restUntilNanos) {
    drain(Math.min(restUntilNanos, now() + settings.closeTimeoutNanos() / 2));
  }

  private void drain(long restUntilNanos) {
    MessagePump old = inUse;
    if (old != null) {
      inUse = null;
      draining.add(old, now(), restUntilNanos);
    }
  }

  /** Closes the connection in use at once: its server does not answer. */
  void abandon() {
    MessagePump lost = inUse;
    if (lost != null) {
      inUse = null;
      lost.close();
      resends.sendAgain(lost, Loss.BROKEN, open());
      freeBatches.add(lost.batch());
    }
  }

  /** Writes no messages to the connection in use, and signals when it has rested. */
  void rest() {
    if (inUse != null) {
      inUse.rest();
      handover.rests(now());
    }
  }

  /** Writes messages to the connection in use again. */
  void resume() {
    handover.restIsOver();
    if (inUse != null) {
      inUse.resume();
    }
  }

  private void ended(MessagePump pump, Loss loss, String reason) {
    boolean drained = draining.remove(pump);
    boolean allRead = drained && pump.isAllRead(loss);
    if (pump == inUse) {
      inUse = null;
    }
    if (allRead) {
      shared.counters().receipts.add(pump.session().isProvenByItsEnd() ? 1 : 0);
      pump.sent().addProvenByEnd(releases.proven());
    } else {
      lastFailure = reason;
      resends.sendAgain(pump, loss, open());
    }
    freeBatches.add(pump.batch());
    if (pump == renewed) {
      renewed = null;
      signalReceipt(allRead, pump.isHalfCloseUnanswered());
    }
    if (!drained) {
      signals.accept(new Signal(Trigger.CONNECTION_LOST, pump.generation(), reason));
    }
  }

  /**
   * @param unanswered whether the old connection took all and its server did not end its side in
   *     time; if it takes no bytes over the new one either, it is merely slow
   */
  private void signalReceipt(boolean allRead, boolean unanswered) {
    if (inUse == null) {
      return;
    }
    if (allRead) {
      signals.accept(Signal.of(Trigger.RECEIPT_GIVEN, inUse.generation()));
    } else if (unanswered && !inUse.isBlocked()) {
      signals.accept(Signal.of(Trigger.RECEIPT_MISSED, inUse.generation()));
    }
  }

  /** All connections were looked at, and what had come by this time was told to them. */
  void looked(long atNanos) {
    resends.looked(atNanos);
  }

  /**
   * Moves messages to the connection in use.
   *
   * @return whether there is more that is worth moving at once
   */
  boolean pump() {
    return inUse != null && !inUse.isBlocked() && !isHeld() && inUse.pump();
  }

  private boolean isHeld() {
    return !draining.isEmpty() && now() < handover.heldUntilNanos();
  }

  /** Ends what takes too long, and signals what is due. */
  void checkDeadlines() { // each may take long, so each is told the time anew
    if (inUse != null) {
      inUse.checkDeadline(settings.writeTimeoutNanos(), now());
    }
    if (inUse != null && inUse.tellOverdueReceipt(now())) {
      signals.accept(Signal.of(Trigger.RECEIPT_OVERDUE, inUse.generation()));
    }
    draining.checkDeadlines(now());
    if (inUse != null && now() >= handover.restedAtNanos(inUse.restedAtNanos())) {
      handover.restIsOver();
      signals.accept(Signal.of(Trigger.RESTED, inUse.generation()));
    }
  }

  /** When {@link #checkDeadlines}, {@link #pump} or {@link #release} has something to do. */
  long wakeAtNanos() {
    long at = draining.wakeAtNanos();
    if (isHeld()) {
      at = Math.min(at, handover.heldUntilNanos());
    }
    return inUse == null ? at : Math.min(at, wakeAtNanos(inUse));
  }

  private long wakeAtNanos(MessagePump pump) {
    long deadlineNanos = pump.wakeAtNanos(settings.writeTimeoutNanos());
    long restedAtNanos = handover.restedAtNanos(pump.restedAtNanos());
    long releaseAtNanos = isReadyForMessages() ? Long.MAX_VALUE : releases.dueAtNanos(pump);
    long lookAgainAtNanos = resends.lookAgainAtNanos(pump);
    return Math.min(
        Math.min(deadlineNanos, restedAtNanos), Math.min(releaseAtNanos, lookAgainAtNanos));
  }

  /**
   * Gives memory back to the writers: what needs no resend and, if they would find no room
   * otherwise, some of the rest.
   */
  void release() {
    releases.release(inUse, draining, !isReadyForMessages());
  }

  /** Why the last connection that ended before its server had read everything did so. */
  String lastFailure() {
    return lastFailure;
  }

  /**
   * Whether something was written to the connection in use of which nothing proves that it was
   * read, and a second connection could prove it.
   */
  boolean isRenewable() {
    return inUse != null
        && !inUse.isBlocked()
        && draining.isEmpty()
        && inUse.session().isProvenByItsEnd()
        && inUse.session().hasUnproven();
  }

  /** Whether a connection is there to send on. */
  boolean isConnected() {
    return inUse != null;
  }

  boolean isDraining() {
    return !draining.isEmpty();
  }

  /** Whether a connection is there, takes bytes, and a new message could be written at once. */
  boolean isReadyForMessages() {
    return inUse != null && inUse.takesMessages() && !isHeld();
  }

  /** Whether messages wait for answers of the server in use. */
  boolean awaitsAnswers() {
    return inUse != null && inUse.awaitsAnswers();
  }

  /** Whether everything that was read from the ring has been written. */
  boolean isFlushed() {
    return inUse == null || inUse.isIdle();
  }

  /** What is in doubt, were all connections to end now. */
  Undelivered.Doubt doubt() {
    return resends.doubt(open());
  }

  /**
   * What is left in the ring once all is closed.
   *
   * @param doubt as it was before that
   */
  Undelivered undelivered(Undelivered.Doubt doubt) {
    return resends.undelivered(doubt);
  }

  /**
   * The last release, once all is closed.
   *
   * @param position where what is left begins
   * @param kept whether that outlives the sender
   */
  void releaseLast(long position, boolean kept) {
    releases.releaseLast(position, kept);
  }

  private List<MessagePump> open() {
    List<MessagePump> open = new ArrayList<>();
    draining.forEach(open::add);
    if (inUse != null) {
      open.add(inUse);
    }
    return open;
  }

  /** Closes everything at once and signals nothing; all that is in the ring is to be sent again. */
  void closeAll() {
    handover.restIsOver();
    renewed = null;
    open().forEach(this::close);
    inUse = null;
    draining.clear();
  }

  private void close(MessagePump pump) {
    pump.sent().addProven(releases.proven());
    pump.close();
    freeBatches.add(pump.batch());
  }
}
