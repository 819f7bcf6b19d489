package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.session.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection in use and the draining ones: decides which of them messages are written to and
 * what has to be sent again when one of them ends. Used by the loop's thread only.
 */
final class Connections {
  /**
   * @param batchBytes at least the longest frame
   * @param ourKernelBytes the most bytes of the ring that our kernel's send buffer holds for one
   *     connection
   */
  record Settings(
      int batchBytes, long writeTimeoutNanos, long closeTimeoutNanos, long ourKernelBytes) {}

  private final Settings settings;
  private final MessagePump.Shared shared;
  private final Consumer<Signal> signals;
  private final PumpMaker pumps;
  private final DrainingConnections draining;
  private final Releases releases;
  private final Resends resends;
  private final LastPoll lastPoll; // an end of stream seen since came later
  private final ReplacementTiming replacementTiming = new ReplacementTiming();
  private @Nullable MessagePump inUse;
  private @Nullable MessagePump renewed; // draining; replaced by the connection in use

  /**
   * @param signals receives the events of connections
   * @param rejected receives the number of messages that servers have rejected, when they leave the
   *     ring
   */
  Connections(
      Settings settings,
      MessagePump.Shared shared,
      Consumer<Signal> signals,
      IntConsumer rejected) {
    this.settings = settings;
    this.shared = shared;
    this.signals = signals;
    this.pumps = new PumpMaker(shared, settings.batchBytes(), this::ended);
    this.releases = new Releases(shared, settings.ourKernelBytes(), rejected);
    this.draining = new DrainingConnections(settings.closeTimeoutNanos());
    this.resends = new Resends(shared, releases.proven());
    this.lastPoll = shared.lastPoll();
  }

  private long now() {
    return shared.clock().getAsLong();
  }

  /** Uses this connection for messages from now on; none may be in use. */
  void use(ConnectAttempt.Opened opened) {
    inUse = pumps.over(opened);
    replacementTiming.restIsOver();
    renewed = null;
  }

  /** Replaces the connection in use, if there is one, and drains it. */
  void replace(ConnectAttempt.Opened opened) {
    MessagePump old = inUse;
    drain(Long.MAX_VALUE);
    use(opened);
    if (old != null && old.session().isProvenByItsEnd()) {
      replacementTiming.holds(now());
    }
  }

  /** Replaces the connection in use by another one to the same server. */
  void renew(ConnectAttempt.Opened opened) {
    MessagePump old = inUse;
    replace(opened);
    shared.counters().renewals.increment();
    renewed = old;
  }

  /**
   * Writes no more messages to the connection in use, drains it and closes it. Messages that its
   * server turns out not to have read are sent again.
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

  /** Closes the connection in use at once, because its server failed the liveness check. */
  void abandon() {
    MessagePump lost = inUse;
    if (lost != null) {
      inUse = null;
      lost.close();
      resends.sendAgain(lost, Loss.BROKEN, open());
      pumps.freed(lost);
    }
  }

  /**
   * Pauses the writing of messages to the connection in use; RESTED is signalled at the end of the
   * rest.
   */
  void rest() {
    if (inUse != null) {
      inUse.rest();
      replacementTiming.rests(now());
    }
  }

  /** Resumes the writing of messages to the connection in use. */
  void resume() {
    replacementTiming.restIsOver();
    if (inUse != null) {
      inUse.resume();
    }
  }

  private void ended(MessagePump pump, Loss loss, String reason) {
    boolean drained = draining.remove(pump);
    boolean allRead = drained && pump.isAllRead(loss, lastPoll.openAtNanos(loss, now()));
    if (pump == inUse) {
      inUse = null;
    }
    if (allRead) {
      resends.allRead(pump);
    } else {
      resends.lost(pump, loss, reason, drained, open());
    }
    pumps.freed(pump);
    if (pump == renewed) {
      renewed = null;
      signalReceipt(allRead, pump.isHalfCloseUnanswered());
    }
    if (!drained) {
      signals.accept(new Signal(Trigger.CONNECTION_LOST, pump.generation(), reason));
    }
  }

  /** See {@link Resends#takeReturnedFromNanos}. */
  long takeReturnedFromNanos() {
    return resends.takeReturnedFromNanos();
  }

  /**
   * @param unanswered whether everything was written to the old connection and its server did not
   *     close its side in time; if the new connection accepts no data either, the server is only
   *     slow
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

  /** All connections were polled; what had arrived by this time was handled. */
  void looked(long atNanos) {
    lastPoll.polled(atNanos);
  }

  /**
   * Writes messages to the connection in use.
   *
   * @return whether more can be written at once
   */
  boolean pump() {
    return inUse != null && !inUse.isBlocked() && !isHeld() && inUse.pump();
  }

  private boolean isHeld() {
    return !draining.isEmpty() && replacementTiming.isHeld(lastPoll.atNanos());
  }

  /** Ends connections that exceed their timeouts, and signals what is due. */
  void checkDeadlines() { // each may take long, so the clock is read for each
    if (inUse != null) {
      inUse.checkDeadline(settings.writeTimeoutNanos(), now());
    }
    if (inUse != null && inUse.tellOverdueReceipt(now())) {
      signals.accept(Signal.of(Trigger.RECEIPT_OVERDUE, inUse.generation()));
    }
    draining.checkDeadlines(now());
    if (inUse != null && replacementTiming.hasRested(inUse.restedAtNanos(), lastPoll.atNanos())) {
      replacementTiming.restIsOver();
      signals.accept(Signal.of(Trigger.RESTED, inUse.generation()));
    }
  }

  /** When {@link #checkDeadlines}, {@link #pump} or {@link #release} has something to do. */
  long wakeAtNanos() {
    long at = draining.wakeAtNanos(lastPoll.atNanos());
    if (isHeld()) {
      at = Math.min(at, replacementTiming.heldUntilNanos());
    }
    return inUse == null ? at : Math.min(at, wakeAtNanos(inUse));
  }

  private long wakeAtNanos(MessagePump pump) {
    long deadlineNanos = pump.wakeAtNanos(settings.writeTimeoutNanos());
    long restedAtNanos = replacementTiming.restedAtNanos(pump.restedAtNanos());
    long releaseAtNanos = isReadyForMessages() ? Long.MAX_VALUE : releases.dueAtNanos(pump);
    long lookAgainAtNanos = resends.lookAgainAtNanos(pump);
    return Math.min(
        Math.min(deadlineNanos, restedAtNanos), Math.min(releaseAtNanos, lookAgainAtNanos));
  }

  /**
   * Releases ring memory: messages that need no resend and, if writers would find no room
   * otherwise, some unconfirmed ones.
   */
  void release() {
    releases.release(inUse, draining, !isReadyForMessages());
  }

  /** Why the last connection ended whose server had not read everything. */
  String lastFailure() {
    return resends.lastFailure();
  }

  /**
   * Whether the connection in use has written messages that no receipt covers, and a renewal could
   * prove that they were read.
   */
  boolean isRenewable() {
    return inUse != null
        && !inUse.isBlocked()
        && draining.isEmpty()
        && inUse.session().isProvenByItsEnd()
        && inUse.session().hasUnproven();
  }

  /** Whether a connection is in use. */
  boolean isConnected() {
    return inUse != null;
  }

  boolean isDraining() {
    return !draining.isEmpty();
  }

  /** Whether a connection is in use, accepts data, and could write a new message at once. */
  boolean isReadyForMessages() {
    return inUse != null && inUse.takesMessages() && !isHeld();
  }

  /** Whether messages wait for responses of the server in use (RELP window). */
  boolean awaitsAnswers() {
    return inUse != null && inUse.awaitsAnswers();
  }

  /** Whether everything that was read from the ring was written to the socket. */
  boolean isFlushed() {
    return inUse == null || inUse.isIdle();
  }

  /** Which messages would be in doubt if all connections ended now. */
  Undelivered.Doubt doubt() {
    return resends.doubt(open());
  }

  /**
   * What is left in the ring after all connections were closed.
   *
   * @param doubt as determined before they were closed
   */
  Undelivered undelivered(Undelivered.Doubt doubt) {
    return resends.undelivered(doubt);
  }

  /**
   * The last release, after all connections were closed.
   *
   * @param position where the undelivered messages begin
   * @param kept whether those outlive the sender
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

  /**
   * Closes every connection at once and signals nothing; all messages in the ring are to be sent
   * again.
   */
  void closeAll() {
    renewed = null;
    List<MessagePump> all = open();
    inUse = null;
    draining.clear();
    Each.of(all, this::close);
  }

  private void close(MessagePump pump) {
    pumps.freed(pump);
    pump.close();
  }
}
