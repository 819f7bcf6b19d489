package io.github.failoversyslog.engine;

/** The thread of a {@link SenderLoop}; what it logs itself is never sent. */
public final class SenderThread extends Thread {
  SenderThread(Runnable loop, String senderName) {
    super(loop, "failover-syslog-" + senderName);
    setDaemon(true);
  }

  /**
   * Does nothing: an application that interrupts all its threads means its own, and a selector of
   * an interrupted thread never waits again.
   */
  @Override
  public void interrupt() {}
}
