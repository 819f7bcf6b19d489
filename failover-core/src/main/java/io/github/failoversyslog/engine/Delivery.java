package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.BugReport;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.DiscardReport;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import java.util.function.LongSupplier;

/**
 * What the sender's thread does in one turn, without the thread: has due deadlines handled, moves
 * messages on, gives memory back, and knows when all is done. Knows no selector and never waits.
 * Used by the loop's thread only.
 */
final class Delivery {

  /** How a turn left things. */
  enum Turn {
    /** Everything is delivered, or the time for that is over. */
    OVER,
    /** There is more that is worth moving at once. */
    MORE,
    /** Messages were moved, so more may come soon, or have begun to gather. */
    FLOWING,
    /** There is nothing to do until something happens. */
    IDLE
  }

  private final Connections connections;
  private final FailoverControl control;
  private final MessageStore store;
  private final MessageRing ring;
  private final Admission admission;
  private final Counters counters;
  private final StatusReporter reporter;
  private final DiscardReport discardReport;
  private final BugReport bugReport;
  private final Shutdown shutdown;
  private final LongSupplier clock;
  private final DeadWriters deadWriters;

  /**
   * @param control of the connections
   * @param clock nanoseconds since the sender started
   */
  Delivery(
      Connections connections,
      FailoverControl control,
      MessageStore store,
      Admission admission,
      Reports reports,
      DiscardReport discardReport,
      Shutdown shutdown,
      LongSupplier clock) {
    this.connections = connections;
    this.control = control;
    this.store = store;
    this.ring = store.ring();
    this.admission = admission;
    this.counters = reports.counters();
    this.reporter = reports.status();
    this.discardReport = discardReport;
    this.bugReport = new BugReport(reporter);
    this.shutdown = shutdown;
    this.clock = clock;
    this.deadWriters = new DeadWriters(ring);
  }

  /** Does what is due. */
  Turn turn() {
    ring.requireWhole();
    checkDeadlines();
    handleSignals();
    long sentBefore = ring.sent();
    boolean more = connections.pump();
    boolean flowing = ring.sent() != sentBefore;
    handleSignals();
    releaseMemory();
    discardReport.check(now(), connections.isReadyForMessages());
    reporter.reportWaiting();
    if (shutdown.isRequested() && isOver()) {
      return Turn.OVER;
    }
    return more || isHurried() ? Turn.MORE : flowing ? Turn.FLOWING : Turn.IDLE;
  }

  /** Whether a caller waits for the room of messages that have come since and could be written. */
  private boolean isHurried() {
    return admission.isWaitedFor() && connections.isReadyForMessages() && ring.isReadable();
  }

  private void checkDeadlines() {
    control.checkDeadlines();
    if (deadWriters.skip(now())) {
      reporter.report(StatusLines.unfinishedMessage());
    }
  }

  /**
   * Handles what happened. Wanted after connections were told that they are ready; a turn does it
   * by itself.
   */
  void handleSignals() {
    control.handleSignals();
  }

  private void releaseMemory() {
    long before = ring.released();
    connections.release();
    if (ring.released() != before) {
      admission.roomMade();
    }
  }

  /**
   * Whether the loop may end: every message was written and its server has confirmed, by ending its
   * side, that it read them; or there is no time left for that. Until then everything goes on, so a
   * connection that breaks at the end is replaced like any other. A sender that is handed over does
   * not wait for the messages that come, nor send again: the next one does.
   */
  private boolean isOver() {
    boolean handedOver = store.isHandedOver();
    if (shutdown.begins(now()) && !handedOver) {
      ring.seal();
    }
    if (!handedOver) {
      tryEveryServerOnce();
    }
    boolean written = !ring.hasWaiting() && connections.isFlushed();
    if (written || handedOver) {
      if (connections.isConnected()) {
        control.signal(Signal.of(Trigger.ALL_WRITTEN, control.state().generation()));
      }
    } else if (!connections.isConnected() && control.state().phase().isConnected()) {
      control.signal(
          new Signal(
              Trigger.CONNECTION_LOST, control.state().generation(), connections.lastFailure()));
    }
    boolean delivered = (written || handedOver) && !connections.isDraining();
    return delivered || shutdown.isTimeOver(isReachable(), now());
  }

  /** Waits for nothing until every server has failed since the stop began. */
  private void tryEveryServerOnce() {
    while (control.state().phase() == Phase.WAITING
        && ring.hasWaiting()
        && shutdown.isServerLeft()) {
      control.signal(Trigger.RETRY_NOW);
    }
  }

  /** Whether a server is there that may yet take messages, or say that it has read them. */
  boolean isReachable() {
    return control.isReachable();
  }

  /**
   * Whether a connection is there, takes bytes, and would be woken for a new message to good
   * purpose.
   */
  boolean isReadyForMessages() {
    return connections.isReadyForMessages();
  }

  /** Whether messages wait for answers of the server in use, many of which may be coming. */
  boolean awaitsAnswers() {
    return connections.awaitsAnswers();
  }

  /** Connections were told what had come by this time. */
  void looked(long atNanos) {
    connections.looked(atNanos);
  }

  /** When the next turn has something to do, whatever happens or does not. */
  long wakeAtNanos() {
    long at = control.wakeAtNanos();
    at = Math.min(at, discardReport.wakeAtNanos(connections.isReadyForMessages()));
    at = Math.min(at, shutdown.wakeAtNanos(isReachable()));
    at = Math.min(at, deadWriters.wakeAtNanos());
    return at;
  }

  /** A defect must not end the sending: drops every connection, so that all starts again. */
  void startOver(Throwable bug) {
    bugReport.report(bug, control.state(), now());
    control.startOver();
    counters.repeated.add(ring.rewind(ring.released()));
  }

  /**
   * Nor must a file that fails: what is in it is lost and counted, and all starts again with memory
   * in its place. What is about to be sent is dropped too, for it may not be what was written.
   */
  void leaveSpool() {
    control.startOver();
    MessageRing.Left left = store.goOnInMemory();
    counters.releasedUnconfirmed.add(left.unconfirmed());
    if (left.unread() > 0) {
      admission.discard(DiscardReason.SPOOL_FAULT, left.unread());
    }
    store.tellLeft(left, reporter);
    admission.roomMade();
  }

  /** Counts what stays behind, and closes everything. */
  void end() {
    ring.requireWhole();
    discardReport.stop();
    reporter.reportWaiting();
    Undelivered.Doubt doubt = connections.doubt();
    control.signal(Trigger.STOP);
    Undelivered rest = connections.undelivered(doubt);
    String keeper = store.keeper();
    boolean kept = !keeper.isEmpty() || store.isHandedOver();
    connections.releaseLast(Math.min(rest.inDoubtFrom(), ring.sent()), kept);
    if (!kept) {
      counters.releasedUnconfirmed.add(rest.inDoubt());
      counters.discarded(DiscardReason.UNSENT_AT_STOP).add(rest.unsent());
      counters.sent.add(-rest.cut());
      counters.repeated.add(-rest.notRepeated());
    } else {
      counters.repeated.add(ring.rewind(ring.released()));
    }
    reporter.stopped(
        !kept,
        rest.unsent(),
        rest.inDoubt(),
        (keeper.isEmpty() ? "" : StatusLines.keptIn(keeper))
            + (store.isHandedOver() ? StatusLines.takenOver() : ""));
  }

  private long now() {
    return clock.getAsLong();
  }
}
