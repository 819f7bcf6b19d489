package io.github.failoversyslog.engine;

import io.github.failoversyslog.DiscardReason;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.Event;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import io.github.failoversyslog.net.ReadyHandler;
import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The sender's thread: waits for sockets, timers and messages, tells the machine what happened, and
 * has its actions performed. The only caller of {@link FailoverMachine#step}.
 */
final class SenderLoop implements Runnable, Executor {
  private static final long PAUSE_AFTER_BUG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NAP_MILLIS = 1;

  /**
   * What the loop shares with the threads of the application, and what it reports to.
   *
   * @param selector also woken by the doorbell
   */
  record Surroundings(
      MessageRing ring,
      Admission admission,
      Doorbell doorbell,
      Selector selector,
      Counters counters,
      Announcer announcer,
      DiscardReport discardReport,
      StatusReporter reporter,
      BugReport bugReport,
      Platform platform) {}

  private final FailoverMachine machine;
  private final Links links;
  private final Surroundings its;
  private final HoleFinder holes;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<Happening> happenings = new ArrayDeque<>();
  private State state = State.INITIAL;
  private final Shutdown shutdown = new Shutdown();

  private record Happening(Event event, long generation, String reason) {}

  /** Makes the links, which report back to this loop. */
  interface LinksFactory {
    Links create(Executor loop, Approach.Events events);
  }

  SenderLoop(FailoverMachine machine, LinksFactory links, Surroundings surroundings) {
    this.machine = machine;
    this.its = surroundings;
    this.links = links.create(this, this::happened);
    this.holes = new HoleFinder(surroundings.ring());
  }

  /** Runs the task soon on the loop's thread. Any thread. */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    its.selector.wakeup();
  }

  /** Ends the loop once everything is delivered, or after this time. Any thread. */
  void stopWithin(Duration budget) {
    shutdown.request(budget);
    its.selector.wakeup();
  }

  @Override
  public void run() {
    boolean running = true;
    while (running) {
      try {
        running = turn();
      } catch (IOException | RuntimeException | Error e) {
        running = recover(e);
      }
    }
    end();
  }

  /** Returns false when the loop is to end. */
  private boolean turn() throws IOException {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    long now = now();
    runTimers(now);
    settle();
    long sentBefore = its.ring.sent();
    boolean more = links.pump();
    boolean flowing = its.ring.sent() != sentBefore;
    settle();
    releaseMemory(now());
    its.discardReport.check(now, links.isReadyForMessages());
    if (shutdown.isRequested() && isOver(now)) {
      return false;
    }
    waitForWork(more, flowing);
    return true;
  }

  private void runTimers(long now) {
    if (state.phase() == Phase.IDLE) {
      happened(Event.START, State.NO_GENERATION, "");
    } else if (now >= state.wakeAtNanos()) {
      happened(Event.TIMER, State.NO_GENERATION, "");
    }
    links.checkDeadlines(now);
    if (holes.skipOld(now)) {
      its.reporter.report(
          Status.Kind.BUG, "a writer stopped in the middle of a message; the message was left out");
    }
  }

  private void happened(Event event, long generation, String reason) {
    happenings.add(new Happening(event, generation, reason));
  }

  /** Tells the machine what happened and does what it says, until nothing more happens. */
  private void settle() {
    for (Happening next = happenings.poll(); next != null; next = happenings.poll()) {
      Signal signal =
          new Signal(next.event, next.generation, now(), its.platform.random().getAsDouble());
      State before = state;
      if (before.phase() == Phase.STOPPED || before.isOutdated(signal)) {
        continue;
      }
      Step step = machine.step(before, signal);
      state = step.state();
      links.settle(signal.event(), before);
      for (Action action : step.actions()) {
        links.perform(action, state);
      }
      its.announcer.announce(before, signal, next.reason, state);
    }
  }

  private void releaseMemory(long now) {
    long before = its.ring.released();
    links.release(now);
    if (its.ring.released() != before) {
      its.admission.roomMade();
    }
  }

  /**
   * Whether the loop may end: every message was written and its server has confirmed, by ending its
   * side, that it read them; or there is no time left for that. Until then everything goes on, so a
   * connection that breaks at the end is replaced like any other.
   */
  private boolean isOver(long now) {
    if (shutdown.begins(now)) {
      its.ring.seal();
    }
    boolean written = !its.ring.hasWaiting() && links.isFlushed();
    if (written) {
      links.drainCurrent();
    } else if (!links.isConnected() && state.phase().isConnected()) {
      happened(Event.CONNECTION_LOST, state.generation(), "ended with messages unread");
      settle();
    }
    boolean delivered = written && !links.isDraining();
    return delivered || shutdown.isTimeOver(isReachable(), now);
  }

  private boolean isReachable() {
    return links.isConnected() || links.isDraining();
  }

  /**
   * Waits for a socket, a timer or a message. While messages flow it naps without being woken for
   * the next one: waking costs the caller a system call, and what comes during the nap makes one
   * batch.
   */
  private void waitForWork(boolean more, boolean flowing) throws IOException {
    long waitNanos = wakeAtNanos() - now();
    if (more || waitNanos <= 0 || !tasks.isEmpty()) {
      its.selector.selectNow();
    } else if (flowing) {
      its.doorbell.stopListening();
      its.selector.select(NAP_MILLIS);
    } else {
      sleep(waitNanos);
    }
    for (SelectionKey key : its.selector.selectedKeys()) {
      if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
        handler.ready();
      }
    }
    its.selector.selectedKeys().clear();
    settle();
  }

  /**
   * Sleeps until something happens, but only naps if the doorbell has only just been listened to.
   */
  private void sleep(long waitNanos) throws IOException {
    long waitMillis = waitNanos / 1_000_000 + 1; // a timer that is not due would be asked again
    if (!links.isReadyForMessages()) {
      its.doorbell.stopListening();
      its.selector.select(waitMillis);
    } else if (its.ring.isReadable()) {
      its.selector.selectNow();
    } else if (its.doorbell.isListening()) {
      its.selector.select(waitMillis);
    } else {
      its.doorbell.listen();
      its.selector.select(Math.min(NAP_MILLIS, waitMillis));
    }
  }

  private long wakeAtNanos() {
    long at = Math.min(state.wakeAtNanos(), links.wakeAtNanos());
    at = Math.min(at, its.discardReport.wakeAtNanos(links.isReadyForMessages()));
    at = Math.min(at, shutdown.wakeAtNanos(isReachable()));
    at = Math.min(at, holes.wakeAtNanos());
    return at;
  }

  /**
   * A defect must not end the sending: drops every connection and starts again.
   *
   * @return false if there is no time left for that
   */
  private boolean recover(Throwable bug) {
    its.bugReport.report(bug, state, now());
    happenings.clear();
    links.closeAll();
    its.counters.repeated.add(its.ring.rewind(its.ring.released()));
    state = State.INITIAL;
    LockSupport.parkNanos(PAUSE_AFTER_BUG_NANOS);
    return !shutdown.isRequested();
  }

  /** Counts what stays behind, and closes everything. */
  private void end() {
    MessageRing ring = its.ring;
    its.discardReport.stop();
    long inDoubtFrom = links.inDoubtFrom(now());
    long unsentFrom = Math.max(inDoubtFrom, links.writtenTo());
    int inDoubt = ring.countMessages(inDoubtFrom, unsentFrom);
    int unsent = ring.countMessages(unsentFrom, ring.tail());
    links.closeAll();
    happened(Event.STOP, State.NO_GENERATION, "");
    settle();
    ring.release(inDoubtFrom);
    its.counters.releasedUnconfirmed.add(inDoubt);
    its.counters.discarded(DiscardReason.UNSENT_AT_STOP).add(unsent);
    its.reporter.report(
        unsent + inDoubt > 0 ? Status.Kind.STOPPED_UNDELIVERED : Status.Kind.STOPPED,
        "stopped; "
            + unsent
            + " events were not sent, "
            + inDoubt
            + " were sent without a sign of arrival");
    close();
  }

  /** Gives the selector back; for a loop that has ended, or was never run. */
  void close() {
    try {
      its.selector.close();
    } catch (IOException e) {
      // nothing depends on it any more
    }
  }

  private long now() {
    return its.platform.clock().getAsLong();
  }
}
