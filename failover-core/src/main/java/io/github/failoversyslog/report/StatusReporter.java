package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells the listener, which must not be able to harm the loop. */
public final class StatusReporter {
  private final SenderListener listener;
  private final Queue<Status> waiting = new ConcurrentLinkedQueue<>();

  public StatusReporter(SenderListener listener) {
    this.listener = listener;
  }

  public void report(Status.Kind kind, String text) {
    tell(new Status(kind, text));
  }

  /**
   * Reports the end of a sender.
   *
   * @param lost whether what is left is
   * @param whereElse the rest is, or nothing
   */
  public void stopped(boolean lost, int unsent, int inDoubt, String whereElse) {
    report(
        lost && unsent + inDoubt > 0 ? Status.Kind.STOPPED_UNDELIVERED : Status.Kind.STOPPED,
        "stopped; "
            + events(unsent)
            + " not sent, "
            + inDoubt
            + " sent but unconfirmed"
            + whereElse);
  }

  /** As many events, in words for a status line. */
  public static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }

  /** Has the loop report it in its next turn. Any thread. */
  public void reportLater(Status.Kind kind, String text) {
    waiting.add(new Status(kind, text));
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
      // the listener is the only way to say something, and it is the listener that failed
    }
  }
}
