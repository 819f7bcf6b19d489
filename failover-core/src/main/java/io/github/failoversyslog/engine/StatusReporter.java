package io.github.failoversyslog.engine;

import io.github.failoversyslog.SenderListener;
import io.github.failoversyslog.Status;

/** Tells the listener, which must not be able to harm the loop. */
final class StatusReporter {
  private final SenderListener listener;

  StatusReporter(SenderListener listener) {
    this.listener = listener;
  }

  void report(Status.Kind kind, String text) {
    try {
      listener.status(new Status(kind, text));
    } catch (RuntimeException | Error e) {
      // the listener is the only way to say something, and it is the listener that failed
    }
  }
}
