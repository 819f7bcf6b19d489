package io.github.failoversyslog.status;

/** Is told what the sender does. */
@FunctionalInterface
public interface SenderListener {

  /** Called on the sender's thread, which waits: be quick. What it throws is ignored. */
  void status(Status status);
}
