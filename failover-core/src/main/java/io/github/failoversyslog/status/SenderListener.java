package io.github.failoversyslog.status;

/**
 * Is told what a sender does: in lines for people, and in values for programs. Each line is also
 * reported to the logging framework.
 *
 * <p>The listeners of an appender's configuration, and those of {@code SyslogSender.addListener},
 * are called by a daemon thread of their own, one report after the other. They may take their time
 * and may log. If more than 1024 reports wait, further ones are dropped, and their number is
 * reported. At the stop they have 1 s for what still waits; then their thread is interrupted.
 *
 * <p>The listener given to the constructor of a {@code SyslogSender} is called by the sender's
 * thread, during a start or stop also by the thread that starts or stops the sender; it must not
 * block.
 *
 * <p>Exceptions are reported once for each listener, or ignored if they are of the listener given
 * to the constructor.
 */
@FunctionalInterface
public interface SenderListener {

  /** Called with each status line. */
  void status(Status status);

  /** Called after a failover and after a failback. */
  default void changed(ServerChange change) {}

  /**
   * Called when the first events of a period are discarded, and again when the period has ended: a
   * server accepts messages and nothing was discarded for 1 s, or the sender stops.
   */
  default void discarding(Discards discards) {}
}
