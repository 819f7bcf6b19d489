package io.github.failoversyslog.net;

/** Attached to a selection key; called on the loop's thread when the key's channel is ready. */
@FunctionalInterface
public interface ReadyHandler {
  void ready();
}
