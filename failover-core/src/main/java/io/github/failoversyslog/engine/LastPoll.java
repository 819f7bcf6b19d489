package io.github.failoversyslog.engine;

import io.github.failoversyslog.session.Loss;

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

  /**
   * The latest time at which a connection is known to have been open that was lost in this way, as
   * is handled now. An end of stream may have arrived at any time since the last poll: the loop is
   * suspended whenever the virtual machine is.
   */
  long openAtNanos(Loss loss, long nowNanos) {
    return loss == Loss.END_OF_STREAM ? Math.min(atNanos, nowNanos) : nowNanos;
  }

  long atNanos() {
    return atNanos;
  }

  void polled(long nanos) {
    atNanos = nanos;
  }
}
