package io.github.failoversyslog.status;

/** Receives the status lines of a sender. */
@FunctionalInterface
public interface SenderListener {

  /** Called on the sender's thread; must not block. Exceptions are ignored. */
  void status(Status status);
}
