package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import io.github.failoversyslog.InvalidConfigException;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.SyslogSender;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends events as syslog messages to the first server that can be reached. */
public final class FailoverSyslogAppender extends SettingsBean {
  private @Nullable Layout<ILoggingEvent> layout;
  private MessageText text = new MessageText(null);
  private volatile @Nullable SyslogSender sender; // set by start()

  /** Called by Logback, which then calls the setters and {@link #start}. */
  public FailoverSyslogAppender() {}

  /** Formats MSG; without one it is the message and the stack trace. */
  public void setLayout(Layout<ILoggingEvent> layout) {
    this.layout = layout;
  }

  /** Begins to connect in the background. A failure leaves the appender, and only it, stopped. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      SyslogSender started =
          new SyslogSender(
              getName(),
              getContext(),
              SenderConfig.of(settings(), faults(), tls()),
              new StatusReporter(getName(), this));
      started.start();
      text = new MessageText(layout);
      sender = started;
      super.start();
    } catch (InvalidConfigException e) {
      addError(getName() + ": " + e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) { // no spool, no memory, no thread
      addError(getName() + ": cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Called by any thread. Waits for room in the buffer at most as {@code overflow} says, never for
   * the network.
   */
  @Override
  protected void append(ILoggingEvent event) {
    SyslogSender current = sender;
    if (current == null || SyslogSender.isSenderThread()) {
      return; // about our own sending, which would never end
    }
    try (MessageWriter message = message(current, event)) {
      message.context(event.getMDCPropertyMap());
      message.origin(event.getLoggerName(), event.getThreadName());
      message.text(text.of(event, message.scratch()));
      message.send();
    } catch (StackOverflowError | LinkageError | AssertionError e) { // Logback lets errors through
      throw new IllegalStateException("an event could not be formatted", e);
    }
  }

  private List<String> faults() {
    boolean brokenLayout = layout != null && !layout.isStarted(); // its texts would be empty
    return brokenLayout
        ? List.of("the layout does not work; expected one that Logback could start")
        : List.of();
  }

  private static MessageWriter message(SyslogSender sender, ILoggingEvent event) {
    Instant time = event.getInstant();
    if (time == null) { // an event that was not made by a logger
      time = Instant.ofEpochMilli(event.getTimeStamp());
    }
    return sender.message(severityOf(event.getLevel()), time.getEpochSecond(), time.getNano());
  }

  static Severity severityOf(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARNING;
      case Level.INFO_INT -> Severity.INFORMATIONAL;
      default -> Severity.DEBUG; // DEBUG and TRACE; Logback has no others for events
    };
  }

  /** Delivers what is in the buffer, within {@code shutdownTimeout}. */
  @Override
  public void stop() {
    SyslogSender current = sender;
    if (isStarted() && current != null) {
      current.stop(); // first: from here on the sender counts what it refuses
      super.stop();
    }
  }

  /**
   * Every counter since the start, also after the stop. Any thread.
   *
   * @throws IllegalStateException if the appender was never started
   */
  public SenderStatistics getStatistics() {
    SyslogSender current = sender;
    if (current == null) {
      throw new IllegalStateException(getName() + " was never started; it has counted nothing");
    }
    return current.statistics();
  }
}
