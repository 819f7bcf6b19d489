package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Calls the listener; its failures do not affect the loop. */
public final class StatusReporter {
  private final SenderListener listener;
  private final Queue<Status> waiting = new ConcurrentLinkedQueue<>();

  public StatusReporter(SenderListener listener) {
    this.listener = listener;
  }

  public void report(Status status) {
    tell(status);
  }

  /**
   * Reports the end of a sender.
   *
   * @param lost whether what is left is
   * @param whereElse the rest is, or nothing
   */
  public void stopped(boolean lost, int unsent, int inDoubt, String whereElse) {
    report(
        lost && unsent + inDoubt > 0
            ? StatusLines.stoppedUndelivered(unsent, inDoubt)
            : StatusLines.stopped(unsent, inDoubt, whereElse));
  }

  /** Has the loop report it in its next turn. Any thread. */
  public void reportLater(Status status) {
    waiting.add(status);
  }

  /** Reports what was left for later. */
  public void reportWaiting() {
    for (Status next = waiting.poll(); next != null; next = waiting.poll()) {
      tell(next);
    }
  }

  private void tell(Status status) {
    try {
      listener.status(status);
    } catch (RuntimeException | Error e) {
      // there is no other way to report it
    }
  }
}
