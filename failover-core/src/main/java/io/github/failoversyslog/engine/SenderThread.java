package io.github.failoversyslog.engine;

/** The thread of a {@link SenderLoop}. Events logged on it are never sent. */
public final class SenderThread extends Thread {
  SenderThread(Runnable loop, String senderName) {
    super(loop, "failover-syslog-" + senderName);
    setDaemon(true);
  }

  /**
   * Does nothing. Applications that interrupt all threads mean their own ones, and the selector of
   * an interrupted thread never blocks again.
   */
  @Override
  public void interrupt() {}
}
