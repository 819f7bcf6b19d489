package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.BugReport;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.DiscardReport;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/**
 * What the sender's thread does in one turn, without the thread: tells the machine what happened,
 * has its actions performed, moves messages on, gives memory back, and knows when all is done. The
 * only caller of {@link FailoverMachine#step}. Knows no selector and never waits. Used by the
 * loop's thread only.
 */
final class Delivery {

  /** What the loop shares with the threads of the application, and what it reports to. */
  record Surroundings(
      MessageRing ring,
      MessageStore store,
      Admission admission,
      Counters counters,
      Announcer announcer,
      DiscardReport discardReport,
      StatusReporter reporter,
      BugReport bugReport,
      Shutdown shutdown,
      Platform platform) {}

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

  private final FailoverMachine machine;
  private final Connections links;
  private final Surroundings its;
  private final HoleFinder holes;
  private final Queue<Happening> happenings = new ArrayDeque<>();
  private State state = State.INITIAL;

  private record Happening(Trigger event, long generation, String reason) {}

  /**
   * @param links makes the links, which report to what they are given
   */
  Delivery(
      FailoverMachine machine,
      Function<ConnectAttempt.Events, Connections> links,
      Surroundings surroundings) {
    this.machine = machine;
    this.its = surroundings;
    this.links = links.apply(this::happened);
    this.holes = new HoleFinder(surroundings.ring());
  }

  /** Does what is due. */
  Turn turn() {
    its.ring.requireWhole();
    runTimers();
    settle();
    long sentBefore = its.ring.sent();
    boolean more = links.pump();
    boolean flowing = its.ring.sent() != sentBefore;
    settle();
    releaseMemory();
    its.discardReport.check(now(), links.isReadyForMessages());
    its.reporter.reportWaiting();
    if (its.shutdown.isRequested() && isOver()) {
      return Turn.OVER;
    }
    return more || isHurried() ? Turn.MORE : flowing ? Turn.FLOWING : Turn.IDLE;
  }

  /** Whether a caller waits for the room of messages that have come since and could be written. */
  private boolean isHurried() {
    return its.admission.isWaitedFor() && links.isReadyForMessages() && its.ring.isReadable();
  }

  private void runTimers() {
    if (state.phase() == Phase.IDLE) {
      happened(Trigger.START, State.NO_GENERATION, "");
    } else if (now() >= state.wakeAtNanos()) {
      happened(Trigger.TIMER, State.NO_GENERATION, "");
    }
    links.checkDeadlines();
    if (holes.skipOld(now())) {
      its.reporter.report(
          Status.Kind.BUG, "a writer stopped in the middle of a message; the message was left out");
    }
  }

  private void happened(Trigger event, long generation, String reason) {
    happenings.add(new Happening(event, generation, reason));
  }

  /**
   * Tells the machine what happened and does what it says, until nothing more happens. Wanted after
   * connections were told that they are ready; a turn does it by itself.
   */
  void settle() {
    for (Happening next = happenings.poll(); next != null; next = happenings.poll()) {
      Signal signal =
          new Signal(
              next.event,
              next.generation,
              now(),
              links.isRenewable(),
              its.platform.random().getAsDouble());
      State before = state;
      if (before.phase() == Phase.STOPPED || before.isOutdated(signal)) {
        continue;
      }
      Step step = machine.step(before, signal);
      state = step.state();
      its.shutdown.changed(before, signal.event(), state, now());
      links.settle(signal.event(), state);
      for (Action action : step.actions()) {
        links.perform(action, state);
      }
      its.announcer.announce(before, signal, next.reason, state);
    }
  }

  private void releaseMemory() {
    long before = its.ring.released();
    links.release();
    if (its.ring.released() != before) {
      its.admission.roomMade();
    }
  }

  /**
   * Whether the loop may end: every message was written and its server has confirmed, by ending its
   * side, that it read them; or there is no time left for that. Until then everything goes on, so a
   * connection that breaks at the end is replaced like any other. A sender that is handed over does
   * not wait for the messages that come, nor send again: the next one does.
   */
  private boolean isOver() {
    boolean handedOver = its.store.isHandedOver();
    if (its.shutdown.begins(now()) && !handedOver) {
      its.ring.seal();
    }
    if (!handedOver) {
      tryEveryServerOnce();
    }
    boolean written = !its.ring.hasWaiting() && links.isFlushed();
    if (written || handedOver) {
      links.drainCurrentAtStop(its.shutdown.halfTimeNanos(now()));
    } else if (!links.isConnected() && state.phase().isConnected()) {
      happened(Trigger.CONNECTION_LOST, state.generation(), links.lastFailure());
      settle();
    }
    boolean delivered = (written || handedOver) && !links.isDraining();
    return delivered || its.shutdown.isTimeOver(isReachable(), now());
  }

  /** Waits for nothing until every server has failed since the stop began. */
  private void tryEveryServerOnce() {
    while (state.phase() == Phase.WAITING && its.ring.hasWaiting() && its.shutdown.isServerLeft()) {
      happened(Trigger.HURRY, State.NO_GENERATION, "");
      settle();
    }
  }

  /** Whether a server is there that may yet take messages, or say that it has read them. */
  boolean isReachable() {
    return links.isReachable();
  }

  /**
   * Whether a connection is there, takes bytes, and would be woken for a new message to good
   * purpose.
   */
  boolean isReadyForMessages() {
    return links.isReadyForMessages();
  }

  /** Whether messages wait for answers of the server in use, many of which may be coming. */
  boolean awaitsAnswers() {
    return links.awaitsAnswers();
  }

  /** Connections were told what had come by this time. */
  void looked(long atNanos) {
    links.looked(atNanos);
  }

  /** When the next turn has something to do, whatever happens or does not. */
  long wakeAtNanos() {
    long at = Math.min(state.wakeAtNanos(), links.wakeAtNanos());
    at = Math.min(at, its.discardReport.wakeAtNanos(links.isReadyForMessages()));
    at = Math.min(at, its.shutdown.wakeAtNanos(isReachable()));
    at = Math.min(at, holes.wakeAtNanos());
    return at;
  }

  /** A defect must not end the sending: drops every connection, so that all starts again. */
  void startOver(Throwable bug) {
    its.bugReport.report(bug, state, now());
    dropConnections();
    its.counters.repeated.add(its.ring.rewind(its.ring.released()));
  }

  /**
   * Nor must a file that fails: what is in it is lost and counted, and all starts again with memory
   * in its place. What is about to be sent is dropped too, for it may not be what was written.
   */
  void leaveSpool() {
    dropConnections();
    MessageRing.Left left = its.store.goOnInMemory();
    its.counters.releasedUnconfirmed.add(left.unconfirmed());
    if (left.unread() > 0) {
      its.admission.discard(DiscardReason.SPOOL_FAULT, left.unread());
    }
    its.store.tellLeft(left, its.reporter);
    its.admission.roomMade();
  }

  private void dropConnections() {
    happenings.clear();
    links.closeAll();
    state = State.INITIAL;
  }

  /** Counts what stays behind, and closes everything. */
  void end() {
    MessageRing ring = its.ring;
    ring.requireWhole();
    its.discardReport.stop();
    its.reporter.reportWaiting();
    Remainder rest = links.end();
    happened(Trigger.STOP, State.NO_GENERATION, "");
    settle();
    String keeper = its.store.keeper();
    boolean kept = !keeper.isEmpty() || its.store.isHandedOver();
    long released = Math.min(rest.inDoubtFrom(), ring.sent());
    int confirmed =
        rest.proven().countMessages(ring, ring.released(), kept ? released : ring.tail());
    its.counters.confirmed.add(confirmed);
    ring.release(released);
    if (!kept) {
      its.counters.releasedUnconfirmed.add(rest.inDoubt());
      its.counters.discarded(DiscardReason.UNSENT_AT_STOP).add(rest.unsent());
      its.counters.sent.add(-rest.cut());
      its.counters.repeated.add(-rest.notRepeated());
    } else {
      its.counters.repeated.add(ring.rewind(ring.released()));
    }
    its.reporter.stopped(
        !kept,
        rest.unsent(),
        rest.inDoubt(),
        (keeper.isEmpty() ? "" : "; they are in " + keeper)
            + (its.store.isHandedOver() ? ", and with the next sender" : ""));
  }

  private long now() {
    return its.platform.clock().getAsLong();
  }
}
