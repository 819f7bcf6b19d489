package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.Server;
import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.Spans;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a sender: the one in use, those that are being made, and old ones that are
 * being drained. Performs the machine's actions on them and reports what comes of it. Used by the
 * loop's thread only.
 */
final class Connections {
  /**
   * @param servers the primary first
   * @param batchBytes room for the longest frame
   * @param ourKernelBytes of the ring, the most that our kernel holds of one connection
   */
  record Settings(
      List<Server> servers,
      int batchBytes,
      long writeTimeoutNanos,
      long closeTimeoutNanos,
      long ourKernelBytes) {}

  private static final int PRIMARY = 0;

  private final Settings settings;
  private final ConnectAttempt.Environment environment;
  private final MessagePump.Shared shared;
  private final MessageRing ring;
  private final Deque<ByteBuffer> freeBatches = new ArrayDeque<>();
  private final ConnectAttempts approaches;
  private final DrainingConnections drains;
  private final Releases releases;
  private final Handover handover = new Handover();
  private @Nullable MessagePump current;
  private @Nullable MessagePump renewed; // by the current one; is being drained
  private long lookedAtNanos; // an end of the connection in use had not come by then
  private String lastFailure = "";

  Connections(
      Settings settings, ConnectAttempt.Environment environment, MessagePump.Shared shared) {
    this.settings = settings;
    this.environment = environment;
    this.shared = shared;
    this.ring = shared.ring();
    this.approaches = new ConnectAttempts(settings.servers(), environment);
    this.releases = new Releases(ring, shared.counters(), settings.ourKernelBytes());
    this.drains = new DrainingConnections(settings.closeTimeoutNanos());
    this.lookedAtNanos = environment.clock().getAsLong();
  }

  /**
   * @param state as it is after the step that asked for the action
   */
  void perform(Action action, State state) {
    switch (action) {
      case CONNECT -> approaches.start(Purpose.USE, state.server(), state.generation());
      case ABANDON_CONNECTION -> abandonConnection();
      case DISCONNECT -> {
        approaches.giveUp(Purpose.USE);
        drainCurrent();
      }
      case START_PROBE -> approaches.start(Purpose.PROBE, PRIMARY, state.probes().generation());
      case DROP_PROBE -> approaches.giveUp(Purpose.PROBE);
      case COMPLETE_PROBE -> approaches.complete(Purpose.PROBE);
      case ADOPT_PROBE -> {
        approaches.giveUp(Purpose.USE);
        replaceCurrent(Purpose.PROBE);
      }
      case START_LIVENESS_PROBE ->
          approaches.start(Purpose.LIVENESS_PROBE, state.server(), state.liveness().generation());
      case DROP_LIVENESS_PROBE -> approaches.giveUp(Purpose.LIVENESS_PROBE);
      case COMPLETE_RENEWAL -> approaches.complete(Purpose.LIVENESS_PROBE);
      case REST -> rest();
      case RESUME -> resume();
      case ADOPT_RENEWAL -> {
        MessagePump old = current;
        replaceCurrent(Purpose.LIVENESS_PROBE);
        shared.counters().renewals.increment();
        renewed = old;
      }
    }
  }

  /**
   * The machine took note of the event: what the event leaves behind is put in its place.
   *
   * @param after the state since then
   */
  void settle(Trigger event, State after) {
    switch (event) {
      case CONNECTED -> use(Purpose.USE);
      case CONNECT_FAILED -> approaches.giveUp(Purpose.USE);
      case PROBE_FAILED -> approaches.giveUp(Purpose.PROBE);
      case LIVENESS_PASSED, LIVENESS_FAILED, RENEWAL_FAILED -> {
        if (after.liveness().generation() == State.NO_GENERATION) {
          approaches.giveUp(Purpose.LIVENESS_PROBE);
        }
      }
      case START, CONNECTION_LOST, TIMER, PROBE_PASSED, PROBE_READY, HURRY, STOP -> {}
      case RENEWAL_READY, RESTED, RECEIPT_GIVEN, RECEIPT_MISSED, RECEIPT_OVERDUE -> {}
    }
  }

  private void rest() {
    MessagePump outflow = current;
    if (outflow != null) {
      outflow.rest();
      handover.rests(now());
    }
  }

  private void resume() {
    handover.restIsOver();
    if (current != null) {
      current.resume();
    }
  }

  private void tellIfRested() {
    MessagePump outflow = current;
    if (outflow != null && now() >= handover.restedAtNanos(outflow.restedAtNanos())) {
      handover.restIsOver();
      environment.events().happened(Trigger.RESTED, outflow.generation(), "");
    }
  }

  /** Ends the connection in use in good order, and uses another one. */
  private void replaceCurrent(Purpose purpose) {
    MessagePump old = current;
    drainCurrent();
    use(purpose);
    handover.begins(old != null && old.session().isProvenByItsEnd(), now());
  }

  private boolean isHeld() {
    return !drains.isEmpty() && now() < handover.heldUntilNanos();
  }

  private void use(Purpose purpose) {
    current = new MessagePump(approaches.take(purpose), takeBatch(), shared, this::ended);
    handover.begins(false, now());
    renewed = null;
  }

  private ByteBuffer takeBatch() {
    ByteBuffer free = freeBatches.poll();
    return free != null ? free : ByteBuffer.allocateDirect(settings.batchBytes());
  }

  /**
   * Says to the connection in use, if there is one, that no more will come. What its server turns
   * out not to have read goes back to the ring.
   *
   * @param restUntilNanos the latest time to say so
   */
  void drainCurrentAtStop(long restUntilNanos) {
    drainCurrent(Math.min(restUntilNanos, now() + settings.closeTimeoutNanos() / 2));
  }

  /** The same, but the connection has its rest whatever time it takes. */
  void drainCurrent() {
    drainCurrent(Long.MAX_VALUE);
  }

  private void drainCurrent(long restUntilNanos) {
    MessagePump old = current;
    if (old == null) {
      return;
    }
    current = null;
    drains.add(old, now(), restUntilNanos);
  }

  private void abandonConnection() {
    MessagePump lost = current;
    if (lost != null) {
      current = null;
      lost.close();
      sendAgain(lost, Loss.SILENCE);
      freeBatches.add(lost.batch());
    }
  }

  private long now() {
    return environment.clock().getAsLong();
  }

  private void ended(MessagePump outflow, Loss loss, String reason) {
    boolean drained = drains.remove(outflow);
    boolean allRead = drained && outflow.isAllRead(loss);
    if (outflow == current) {
      current = null;
    }
    if (allRead) {
      shared.counters().receipts.add(outflow.session().isProvenByItsEnd() ? 1 : 0);
      outflow.addProvenByEnd(releases.proven());
    } else {
      lastFailure = reason;
      sendAgain(outflow, loss);
    }
    freeBatches.add(outflow.batch());
    if (outflow == renewed) {
      renewed = null;
      tellOfReceipt(allRead, outflow.isHalfClosed() && loss == Loss.SILENCE);
    }
    if (!drained) {
      environment.events().happened(Trigger.CONNECTION_LOST, outflow.generation(), reason);
    }
  }

  /**
   * @param outOfTime whether the old connection took all and its server did not end its side in
   *     time; if it takes no bytes over the new one either, it is merely slow
   */
  private void tellOfReceipt(boolean allRead, boolean outOfTime) {
    MessagePump outflow = current;
    if (outflow == null) {
      return;
    }
    if (allRead) {
      environment.events().happened(Trigger.RECEIPT_GIVEN, outflow.generation(), "");
    } else if (outOfTime && !outflow.isBlocked()) {
      environment.events().happened(Trigger.RECEIPT_MISSED, outflow.generation(), "");
    }
  }

  /**
   * Goes back in the ring to the first message of which it is in doubt whether the lost
   * connection's server has it.
   */
  private void sendAgain(MessagePump lost, Loss loss) {
    lost.addProven(releases.proven());
    open().forEach(outflow -> outflow.addProven(releases.proven()));
    long from = lost.resendFrom(loss, endedAfterNanos(loss));
    long position = Math.min(ring.sent(), Math.max(ring.released(), from));
    shared.counters().repeated.add(ring.rewind(position));
    open().forEach(outflow -> outflow.rewound(position));
  }

  /**
   * An end of a stream may have been there for as long as nobody has looked: the loop stands still
   * when the virtual machine does.
   */
  private long endedAfterNanos(Loss loss) {
    return loss == Loss.END_OF_STREAM ? Math.min(lookedAtNanos, now()) : now();
  }

  /** All connections were looked at, and what had come by this time was told to them. */
  void looked(long atNanos) {
    lookedAtNanos = atNanos;
  }

  /**
   * Moves messages to the connection in use.
   *
   * @return whether there is more that is worth moving at once
   */
  boolean pump() {
    MessagePump outflow = current;
    if (outflow == null || outflow.isBlocked() || isHeld()) {
      return false;
    }
    return outflow.pump();
  }

  /** Gives up everything whose time is over. */
  void checkDeadlines() { // each may take long, so each is told the time anew
    approaches.checkDeadlines();
    if (current != null) {
      current.checkDeadline(settings.writeTimeoutNanos(), now());
    }
    reportOverdueReceipt(current);
    drains.checkDeadlines(now());
    tellIfRested();
  }

  private void reportOverdueReceipt(@Nullable MessagePump outflow) {
    if (outflow != null && outflow.tellOverdueReceipt(now())) {
      environment.events().happened(Trigger.RECEIPT_OVERDUE, outflow.generation(), "");
    }
  }

  long wakeAtNanos() {
    long at = current == null ? Long.MAX_VALUE : current.wakeAtNanos(settings.writeTimeoutNanos());
    at = Math.min(at, approaches.wakeAtNanos());
    at = Math.min(at, lookAgainAtNanos());
    if (current != null) {
      at = Math.min(at, handover.restedAtNanos(current.restedAtNanos()));
    }
    if (isHeld()) {
      at = Math.min(at, handover.heldUntilNanos());
    }
    return Math.min(at, Math.min(makeRoomAtNanos(), drains.wakeAtNanos()));
  }

  /** Once more when what was written is old enough to have arrived, should the server end. */
  private long lookAgainAtNanos() {
    long arrivedAtNanos = current == null ? 0 : current.arrivedAtNanos();
    return arrivedAtNanos > lookedAtNanos ? arrivedAtNanos : Long.MAX_VALUE;
  }

  /**
   * When writers may find too little room, which nothing but {@link #release} can make: while a
   * server takes nothing, nobody wakes the loop for new messages.
   */
  private long makeRoomAtNanos() {
    MessagePump outflow = current;
    if (outflow == null || isReadyForMessages() || !outflow.session().mayReleaseUnconfirmed()) {
      return Long.MAX_VALUE;
    }
    long nanos = releases.lookAgainNanos(outflow.writtenTo(), outflow.isBlocked());
    return nanos == Long.MAX_VALUE ? nanos : now() + nanos;
  }

  /**
   * Gives memory back to the writers: what needs no resend and, if they would find no room
   * otherwise, some of the rest.
   */
  void release() {
    MessagePump outflow = current;
    if (outflow != null) {
      outflow.addProven(releases.proven());
    }
    if (!drains.isEmpty()) {
      drains.forEach(old -> old.addProven(releases.proven()));
    } else {
      releases.release(
          outflow == null
              ? ring.sent() // the reader went back to the first that is to be sent again
              : Math.min(outflow.session().releasable(now()), outflow.writtenTo()));
    }
    if (outflow != null && outflow.session().mayReleaseUnconfirmed()) {
      releases.letGo(outflow.writtenTo(), !isReadyForMessages());
    }
    shared.written().forgetBefore(ring.released());
    releases.forgetReleased();
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
    MessagePump outflow = current;
    return outflow != null
        && !outflow.isBlocked()
        && drains.isEmpty()
        && outflow.session().isProvenByItsEnd()
        && outflow.session().hasUnproven();
  }

  /** Whether a connection is there to send on. */
  boolean isConnected() {
    return current != null;
  }

  /** Whether a server is there that may yet take messages, or say that it has read them. */
  boolean isReachable() {
    return isConnected() || isDraining() || approaches.isOpening(Purpose.USE);
  }

  /**
   * Whether a connection is there, takes bytes, and would be woken for a new message to good
   * purpose.
   */
  boolean isReadyForMessages() {
    return current != null && current.takesMessages() && !isHeld();
  }

  /** Whether messages wait for answers of the server in use. */
  boolean awaitsAnswers() {
    return current != null && current.awaitsAnswers();
  }

  /** Whether everything that was read from the ring has been written. */
  boolean isFlushed() {
    return current == null || current.isIdle();
  }

  boolean isDraining() {
    return !drains.isEmpty();
  }

  /** Closes everything at once, and says what is left in the ring. */
  Remainder end() {
    long inDoubtFrom = inDoubtFrom();
    Spans doubtful = new Spans();
    open().forEach(outflow -> outflow.addInDoubt(doubtful));
    open().forEach(outflow -> outflow.addProven(releases.proven()));
    closeAll();
    return Remainder.of(ring, shared.written(), releases.proven(), doubtful, inDoubtFrom);
  }

  /**
   * The first message of which it is in doubt whether a server has it, were all connections to end
   * now.
   */
  long inDoubtFrom() {
    long from = ring.sent();
    for (MessagePump outflow : open()) {
      from = Math.min(from, outflow.resendFrom(Loss.RESET, now()));
    }
    return Math.max(ring.released(), from);
  }

  private List<MessagePump> open() {
    List<MessagePump> open = new ArrayList<>();
    drains.forEach(open::add);
    if (current != null) {
      open.add(current);
    }
    return open;
  }

  /** Closes everything at once and reports nothing; all that is in the ring is to be sent again. */
  void closeAll() {
    approaches.giveUpAll();
    handover.restIsOver();
    renewed = null;
    if (current != null) {
      closed(current);
      current = null;
    }
    drains.forEach(this::closed);
    drains.clear();
  }

  private void closed(MessagePump outflow) {
    outflow.close();
    freeBatches.add(outflow.batch());
  }
}
