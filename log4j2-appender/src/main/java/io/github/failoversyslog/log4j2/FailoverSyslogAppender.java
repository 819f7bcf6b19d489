package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.InvalidConfigException;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.SyslogSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationException;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Sends events as syslog messages to the first server that can be reached. */
@Plugin(
    name = "FailoverSyslog",
    category = Node.CATEGORY,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true,
    deferChildren = true) // SslVisitor has them made
public final class FailoverSyslogAppender extends AbstractAppender {
  private static final TriConsumer<String, @Nullable Object, MessageWriter> CONTEXT_ENTRY =
      (name, value, message) -> message.context(name, Objects.toString(value, ""));

  private static final Set<State> ENDING = EnumSet.of(State.STOPPING, State.STOPPED);

  final SenderConfig config;
  private final @Nullable Configuration host;
  private final MessageText text;
  private volatile @Nullable SyslogSender sender; // set by start()

  private FailoverSyslogAppender(Builder builder, SenderConfig config) {
    super(
        builder.getName(),
        builder.getFilter(),
        builder.getLayout(),
        builder.isIgnoreExceptions(),
        builder.getPropertyArray());
    this.config = config;
    this.host = builder.getConfiguration();
    this.text = new MessageText(builder.getLayout());
  }

  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** The element {@code <FailoverSyslog>}. */
  public static final class Builder extends SettingsBuilder
      implements org.apache.logging.log4j.core.util.Builder<FailoverSyslogAppender> {
    @SslAsWritten private @Nullable SslElement ssl;

    private Builder() {}

    /**
     * Opens and starts nothing.
     *
     * @throws ConfigurationException if anything is wrong; its message names all that is
     */
    @Override
    public FailoverSyslogAppender build() {
      try {
        SenderConfig config =
            ssl == null
                ? SenderConfig.of(settings())
                : SenderConfig.of(settings(), ssl.faults(), Optional.of(ssl.settings()));
        return new FailoverSyslogAppender(this, config);
      } catch (InvalidConfigException e) {
        throw new ConfigurationException(getName() + ": " + e.getMessage());
      }
    }
  }

  /** Begins to connect in the background. A failure leaves the appender, and only it, stopped. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      SyslogSender started =
          new SyslogSender(getName(), context(), config, new StatusReporter(getName()));
      started.letCallersGoWhen(this::isHostStopping); // Log4j waits for them before it stops us
      started.start();
      sender = started;
      super.start();
    } catch (RuntimeException | OutOfMemoryError e) { // no spool, no memory, no thread
      LOGGER.error("{}: cannot be started: {}", getName(), e.getMessage(), e);
    }
  }

  /** What a configuration and the one that replaces it have in common. */
  private Object context() {
    LoggerContext context = host == null ? null : host.getLoggerContext();
    return context == null ? this : context;
  }

  /**
   * Called by any thread. Waits for room in the buffer at most as {@code overflow} says, never for
   * the network.
   *
   * @throws AppenderLoggingException if the event was refused and {@code ignoreExceptions} is off
   */
  @Override
  public void append(LogEvent event) {
    SyslogSender current = sender;
    if (current == null || SyslogSender.isSenderThread()) {
      return; // not started, which Log4j reports; or about our own sending, which would never end
    }
    Instant time = event.getInstant();
    try (MessageWriter message =
        current.message(
            severityOf(event.getLevel()), time.getEpochSecond(), time.getNanoOfSecond())) {
      event.getContextData().forEach(CONTEXT_ENTRY, message);
      message.origin(event.getLoggerName(), event.getThreadName());
      message.text(text.of(event, message.scratch()));
      if (!message.send() && !ignoreExceptions()) {
        throw new AppenderLoggingException(
            getName()
                + ": event refused; the buffer has no room for it or the appender is stopped");
      }
    }
  }

  private boolean isHostStopping() {
    return host != null && ENDING.contains(host.getState());
  }

  static Severity severityOf(Level level) {
    return switch (level.getStandardLevel()) {
      case OFF, FATAL -> Severity.CRITICAL;
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARNING;
      case INFO -> Severity.INFORMATIONAL;
      case DEBUG, TRACE, ALL -> Severity.DEBUG;
    };
  }

  /**
   * Delivers what is in the buffer, within {@code shutdownTimeout} if Log4j gives no time of its
   * own (0).
   */
  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    setStopping();
    boolean stopped = super.stop(timeout, timeUnit, false);
    SyslogSender current = sender;
    if (current != null) {
      stopped &=
          timeout > 0 ? current.stop(Duration.ofNanos(timeUnit.toNanos(timeout))) : current.stop();
    }
    setStopped();
    return stopped;
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
