package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Passes what happens to the framework's listener, whose exceptions are ignored, and to those of
 * users, on another thread.
 */
public final class StatusReporter {
  private static final Duration TIME_FOR_LISTENERS = Duration.ofSeconds(1);

  private final SenderListener listener;
  private final UserListeners userListeners;
  private final Queue<Status> waiting = new ConcurrentLinkedQueue<>();

  public StatusReporter(SenderListener listener) {
    this.listener = listener;
    this.userListeners =
        new UserListeners(
            (failed, why) ->
                reportLater(
                    StatusLines.listenerFailed(failed.getClass().getName(), why.toString())));
  }

  /** Adds a listener of a user, before {@link #startListeners}. */
  public void add(SenderListener userListener) {
    userListeners.add(userListener);
  }

  /**
   * From here on the listeners of users are told, too.
   *
   * @param starter called with a thread, if there are any
   */
  public void startListeners(String threadName, Consumer<Thread> starter) {
    userListeners.start(threadName, starter);
  }

  /** How long {@link #endListeners} takes at most. */
  public Duration timeForListeners() {
    return userListeners.isEmpty() ? Duration.ZERO : TIME_FOR_LISTENERS;
  }

  /** Waits until the listeners of users have been told, and ends their thread. */
  public void endListeners() {
    userListeners.end(TIME_FOR_LISTENERS);
    reportDropped();
    reportWaiting();
  }

  public void report(Status status) {
    tell(told -> told.status(status));
  }

  void changed(ServerChange change) {
    tell(told -> told.changed(change));
  }

  void discarding(Discards discards) {
    tell(told -> told.discarding(discards));
  }

  /**
   * Reports the end of a sender.
   *
   * @param lost whether undelivered messages are lost
   * @param whereElse where they are kept otherwise, or empty
   */
  public void stopped(boolean lost, int unsent, int inDoubt, String whereElse) {
    report(
        lost && unsent + inDoubt > 0
            ? StatusLines.stoppedUndelivered(unsent, inDoubt)
            : StatusLines.stopped(unsent, inDoubt, whereElse));
  }

  /** Queues a line, which the loop reports in its next turn. Any thread. */
  public void reportLater(Status status) {
    waiting.add(status);
  }

  /** Reports the queued lines. */
  public void reportWaiting() {
    for (Status next = waiting.poll(); next != null; next = waiting.poll()) {
      report(next);
    }
  }

  private void tell(Consumer<SenderListener> call) {
    tellFramework(call);
    userListeners.call(call);
    reportDropped();
  }

  private void reportDropped() {
    long dropped = userListeners.takeDropped();
    if (dropped > 0) {
      tellFramework(told -> told.status(StatusLines.reportsDropped(dropped)));
    }
  }

  private void tellFramework(Consumer<SenderListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException | Error e) {
      // the listener is the only way to report it
    }
  }
}
