package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connector;

/** An attempt to connect that has nothing to do: the test decides what comes of it. */
class IdleAttempt implements Connector.Attempt {
  @Override
  public long wakeAtNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void checkDeadline(long nowNanos) {}

  @Override
  public void cancel() {}
}
