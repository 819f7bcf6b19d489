package io.github.failoversyslog.appender;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sender of an appender: there is none before its start. Any thread. */
public final class AppenderSender {
  private volatile @Nullable SyslogSender sender;

  /** Without a sender. */
  public AppenderSender() {}

  /**
   * Starts the sender. From here on events go to it.
   *
   * @param listeners those of the user
   * @param rest of the appender's start; if it fails the sender is stopped
   */
  public void start(SyslogSender made, List<SenderListener> listeners, Runnable rest) {
    try {
      listeners.forEach(made::addListener);
      made.start();
      sender = made;
      rest.run();
    } catch (RuntimeException | Error e) { // no memory, no thread, no file handle, no class
      made.beginStop();
      throw e;
    }
  }

  /** Null before the start. */
  public @Nullable SyslogSender get() {
    return sender;
  }

  /**
   * The sender for what this thread logs. Null before the start, which the framework reports, and
   * on the thread of a sender: to send what it logs about its own sending would never end.
   */
  public @Nullable SyslogSender forEvents() {
    SyslogSender current = sender;
    return current == null || SyslogSender.isSenderThread() ? null : current;
  }

  /** Counts an event that was not sent, because its filter failed or it is none. */
  public void discard() {
    SyslogSender current = sender;
    if (current != null) {
      current.discard();
    }
  }

  /** {@link SenderStatistics#none} before the start. */
  public SenderStatistics statistics() {
    SyslogSender current = sender;
    return current == null ? SenderStatistics.none() : current.statistics();
  }
}
