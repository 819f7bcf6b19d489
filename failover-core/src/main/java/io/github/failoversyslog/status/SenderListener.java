package io.github.failoversyslog.status;

/** Receives the status lines of a sender. */
@FunctionalInterface
public interface SenderListener {

  /**
   * Called by the sender's thread, during a start or stop also by the thread that starts or stops
   * the sender; must not block. Exceptions are ignored.
   */
  void status(Status status);
}
