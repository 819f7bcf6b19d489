package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes status lines to the listener; exceptions of the listener are ignored. */
public final class StatusReporter {
  private final SenderListener listener;
  private final Queue<Status> waiting = new ConcurrentLinkedQueue<>();

  public StatusReporter(SenderListener listener) {
    this.listener = listener;
  }

  public void report(Status status) {
    callListener(status);
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
      callListener(next);
    }
  }

  private void callListener(Status status) {
    try {
      listener.status(status);
    } catch (RuntimeException | Error e) {
      // the listener is the only way to report it
    }
  }
}
