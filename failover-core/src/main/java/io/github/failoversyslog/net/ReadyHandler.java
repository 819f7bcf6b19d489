package io.github.failoversyslog.net;

/** What is attached to a selection key: called on the loop's thread when its channel is ready. */
@FunctionalInterface
public interface ReadyHandler {
  void ready();
}
