package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.BugReport;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnReports;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.LastAppends;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import java.util.function.LongSupplier;

/**
 * One turn of the sender's thread: handles deadlines and signals, writes messages, releases ring
 * memory, and decides when a stop is complete. Knows no selector and never waits. Used by the
 * loop's thread only.
 */
final class Delivery {

  /** The result of a turn. */
  enum Turn {
    /** Everything is delivered, or the shutdown timeout has expired. */
    OVER,
    /** More messages can be written at once. */
    MORE,
    /** Messages were written, so more may follow soon or have arrived already. */
    FLOWING,
    /** Nothing to do until a socket is ready, a timer is due or a message arrives. */
    IDLE
  }

  private final Connections connections;
  private final FailoverControl control;
  private final MessageStore store;
  private final MessageRing ring;
  private final Admission admission;
  private final Counters counters;
  private final StatusReporter reporter;
  private final OwnReports ownReports;
  private final BugReport bugReport;
  private final Shutdown shutdown;
  private final LongSupplier clock;
  private final LastAppends lastAppends;
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
      OwnReports ownReports,
      Shutdown shutdown,
      LongSupplier clock,
      LastAppends lastAppends) {
    this.connections = connections;
    this.control = control;
    this.store = store;
    this.ring = store.ring();
    this.admission = admission;
    this.counters = reports.counters();
    this.reporter = reports.status();
    this.ownReports = ownReports;
    this.bugReport = new BugReport(reporter);
    this.shutdown = shutdown;
    this.clock = clock;
    this.lastAppends = lastAppends;
    this.deadWriters = new DeadWriters(ring);
  }

  Turn turn() {
    ring.requireWhole();
    control.checkDeadlines();
    handleSignals();
    long sentBefore = ring.sent();
    boolean more = connections.pump();
    boolean skipped = skipDeadWriter();
    boolean flowing = ring.sent() != sentBefore;
    handleSignals();
    releaseMemory();
    boolean ready = connections.isReadyForMessages();
    ownReports.check(now(), connections.isConnected(), ready, ring.sent());
    reporter.reportWaiting();
    if (shutdown.isRequested() && isOver()) {
      return Turn.OVER;
    }
    return more || skipped || isCallerWaitingForWrites()
        ? Turn.MORE
        : flowing ? Turn.FLOWING : Turn.IDLE;
  }

  /** Whether a caller waits for room that messages occupy which could be written now. */
  private boolean isCallerWaitingForWrites() {
    return admission.isWaitedFor() && connections.isReadyForMessages() && ring.isReadable();
  }

  /** Called after messages were written, since only then it is known where the reader waits. */
  private boolean skipDeadWriter() {
    boolean skipped = deadWriters.skip(now());
    if (skipped) {
      reporter.report(StatusLines.unfinishedMessage());
    }
    return skipped;
  }

  /**
   * Handles the waiting signals. Has to be called after connections were polled; {@link #turn}
   * calls it too.
   */
  void handleSignals() {
    control.handleSignals();
  }

  private void releaseMemory() {
    long before = ring.released();
    long confirmedBefore = counters.confirmed.sum();
    long unconfirmedBefore = counters.releasedUnconfirmed.sum();
    connections.release();
    long released = ring.released();
    if (released != before) {
      boolean confirmed =
          counters.confirmed.sum() > confirmedBefore
              && counters.releasedUnconfirmed.sum() == unconfirmedBefore;
      counters.receiptTimes.released(released, confirmed);
      admission.roomMade();
    }
  }

  /**
   * Whether the loop may end: every message was written and its server has confirmed, by closing
   * its side, that it read them; or the time for that is over. Until then everything continues, so
   * a connection that is lost during the stop is replaced like any other. A sender whose spool is
   * handed over does not wait for new messages and does not send again: its successor does.
   */
  private boolean isOver() {
    boolean handedOver = store.isHandedOver();
    if (shutdown.begins(now()) && !handedOver) {
      ring.seal();
    }
    if (isWritten() && connections.isConnected()) {
      control.signal(Signal.of(Trigger.ALL_WRITTEN, control.state().generation()));
    }
    if (!isWritten() && !connections.isConnected() && control.state().phase().isConnected()) {
      control.signal(
          new Signal(
              Trigger.CONNECTION_LOST, control.state().generation(), connections.lastFailure()));
    }
    shutdown.returned(connections.takeReturnedFromNanos(), now());
    if (!handedOver) {
      tryEveryServerOnce();
    }
    boolean delivered = isWritten() && !connections.isDraining();
    return delivered || shutdown.isTimeOver(isReachable(), now());
  }

  /**
   * Whether nothing is left to write. That may change whenever a connection ends, at once too if it
   * is to be drained.
   */
  private boolean isWritten() {
    return store.isHandedOver() || (!ring.hasWaiting() && connections.isFlushed());
  }

  /** Skips the reconnect delays until every server has failed once since the stop began. */
  private void tryEveryServerOnce() {
    while (control.state().phase() == Phase.WAITING
        && ring.hasWaiting()
        && shutdown.isServerLeft()) {
      control.signal(Trigger.RETRY_NOW);
    }
  }

  /** Whether a server may still accept messages or confirm that it has read them. */
  boolean isReachable() {
    return control.isReachable();
  }

  /**
   * Whether a connection is in use and accepts data, so that waking the loop for a new message has
   * a use.
   */
  boolean isReadyForMessages() {
    return connections.isReadyForMessages();
  }

  /** Whether messages wait for responses of the server in use; many of them may arrive together. */
  boolean awaitsAnswers() {
    return connections.awaitsAnswers();
  }

  /** All connections were polled; what had arrived by this time was handled. */
  void looked(long atNanos) {
    connections.looked(atNanos);
  }

  /** When the next turn is due if no socket becomes ready and no message arrives. */
  long wakeAtNanos() {
    long at = control.wakeAtNanos();
    at = Math.min(at, ownReports.wakeAtNanos(connections.isReadyForMessages()));
    at = Math.min(at, shutdown.wakeAtNanos(isReachable()));
    at = Math.min(at, deadWriters.wakeAtNanos());
    return at;
  }

  /**
   * Recovers from a defect of this library: drops every connection and starts again from the
   * initial state.
   */
  void startOver(Throwable bug) {
    bugReport.report(bug, control.state(), now());
    counters.repeated.add(ring.rewind(ring.released()));
    control.startOver();
  }

  /**
   * Recovers from a failed spool file: its messages are lost and counted as discarded, and the
   * sender starts again with a ring in memory. The batch is dropped too, since its bytes may be
   * corrupt.
   */
  void leaveSpool() {
    try {
      control.startOver();
    } finally {
      goOnInMemory(); // even if a connection cannot be closed
    }
  }

  private void goOnInMemory() {
    MessageRing.Left left = store.goOnInMemory();
    counters.releasedUnconfirmed.add(left.unconfirmed());
    if (left.unread() > 0) {
      admission.discard(DiscardReason.SPOOL_FAULT, left.unread());
    }
    store.tellLeft(left, reporter);
    admission.roomMade();
  }

  /** Counts the undelivered messages, and closes all connections. */
  void end() {
    ring.requireWhole();
    if (!store.isHandedOver()) {
      lastAppends.sealAndAwait(ring); // accepted messages that would not be counted below
    }
    Undelivered.Doubt doubt = connections.doubt();
    control.signal(Trigger.STOP);
    Undelivered rest = connections.undelivered(doubt);
    String keeper = store.keeper();
    boolean kept = !keeper.isEmpty() || store.isHandedOver();
    connections.releaseLast(Math.min(rest.inDoubtFrom(), ring.sent()), kept);
    ownReports.stop(); // after that, since it may count rejected messages
    reporter.reportWaiting();
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
