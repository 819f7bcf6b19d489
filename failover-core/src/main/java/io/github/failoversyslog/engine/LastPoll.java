package io.github.failoversyslog.engine;

/**
 * When the loop last polled all connections. What arrived by then was handled, and what is handled
 * now has arrived since: how long ago is unknown, because the process may have been suspended. Used
 * by the loop's thread only.
 */
final class LastPoll {
  private long atNanos;

  LastPoll(long atNanos) {
    this.atNanos = atNanos;
  }

  long atNanos() {
    return atNanos;
  }

  void polled(long nanos) {
    atNanos = nanos;
  }
}
