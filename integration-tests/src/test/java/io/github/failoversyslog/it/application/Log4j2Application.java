package io.github.failoversyslog.it.application;

import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import io.github.failoversyslog.status.SenderStatistics;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.apache.logging.log4j.util.StringMap;

/** Logs with Log4j in a separate logger context. */
public final class Log4j2Application implements Application {
  private static final int LONGEST_ID = 1000; // Log4j rejects ids longer than this argument

  private final StatusCollector statuses = new StatusCollector();
  private final LoggerContext context;
  private final Logger logger;
  private final List<FailoverSyslogAppender> appenders = new CopyOnWriteArrayList<>();

  Log4j2Application(URI configuration) {
    StatusLogger.getLogger().registerListener(statuses);
    context = new LoggerContext("it", null, configuration);
    context.start();
    logger = context.getLogger(Log4j2Application.class);
    findAppender();
  }

  private void findAppender() {
    FailoverSyslogAppender appender = context.getConfiguration().getAppender("SYSLOG");
    if (appender != null) { // null: its settings were invalid
      appenders.add(appender);
    }
  }

  public FailoverSyslogAppender appender() {
    return appenders.get(appenders.size() - 1);
  }

  public Logger logger() {
    return logger;
  }

  @Override
  public void log(org.slf4j.event.Level level, String message, Map<String, String> contextData) {
    ThreadContext.putAll(contextData);
    try {
      logger.log(Level.valueOf(level.name()), message);
    } finally {
      ThreadContext.removeAll(contextData.keySet());
    }
  }

  @Override
  public void log(org.slf4j.event.Level level, String message, Throwable thrown) {
    logger.log(Level.valueOf(level.name()), message, thrown);
  }

  @Override
  public void info(String marker, String message, Map<String, String> contextData) {
    ThreadContext.putAll(contextData);
    try {
      logger.info(MarkerManager.getMarker(marker), message);
    } finally {
      ThreadContext.removeAll(contextData.keySet());
    }
  }

  @Override
  public void info(String format, Object argument) {
    logger.info(format, argument);
  }

  @Override
  public void append(Object event) {
    new AppenderControl(appender(), null, null).callAppender((LogEvent) event);
  }

  @Override
  public void failInFilter() {
    appender()
        .addFilter(
            new AbstractFilter() {
              @Override
              public Result filter(LogEvent event) {
                throw new IllegalStateException("made to fail");
              }
            });
  }

  /** Key-value pairs become context data, as in Log4j's SLF4J binding. */
  @Override
  public void log(LoggedEvent event) {
    Instant at = event.time();
    MutableInstant time = new MutableInstant();
    time.initFromEpochSecond(at.getEpochSecond(), at.getNano());
    StringMap contextData = ContextDataFactory.createContextData();
    event.context().forEach(contextData::putValue);
    event.pairs().forEach((key, value) -> contextData.putValue(key, String.valueOf(value)));
    context
        .getConfiguration()
        .getRootLogger()
        .log(
            Log4jLogEvent.newBuilder()
                .setLevel(Level.valueOf(event.level().name()))
                .setInstant(time)
                .setLoggerName(event.logger())
                .setThreadName(event.thread())
                .setContextData(contextData)
                .setMarker(event.markers().isEmpty() ? null : marker(event.markers().get(0)))
                .setMessage(message(event))
                .setThrown(event.thrown())
                .build());
  }

  /** Creates a marker that is not in Log4j's registry of names. */
  private static Marker marker(LoggedEvent.EventMarker marker) {
    return new MarkerManager.Log4jMarker(marker.name())
        .setParents(
            marker.references().stream().map(Log4j2Application::marker).toArray(Marker[]::new));
  }

  private static Message message(LoggedEvent event) {
    LoggedEvent.MapData data = event.map();
    if (data == null) {
      return new SimpleMessage(event.message());
    }
    if (data.id() == null) {
      return new StringMapMessage(data.entries());
    }
    StructuredDataMessage message =
        new StructuredDataMessage(data.id(), event.message(), data.type(), LONGEST_ID);
    message.putAll(data.entries());
    return message;
  }

  @Override
  public List<String> statuses() {
    return statuses.lines.stream().map(StatusLine::text).toList();
  }

  @Override
  public List<String> statuses(org.slf4j.event.Level level) {
    return statuses.lines.stream()
        .filter(line -> line.level.name().equals(level.name()))
        .map(StatusLine::text)
        .toList();
  }

  @Override
  public List<SenderStatistics> statisticsOfAll() {
    return appenders.stream().map(FailoverSyslogAppender::getStatistics).toList();
  }

  @Override
  public boolean sendsToSyslog() {
    return !appenders.isEmpty() && appenders.get(appenders.size() - 1).isStarted();
  }

  @Override
  public void reconfigure() {
    context.reconfigure();
    findAppender();
  }

  @Override
  public void stop() {
    context.stop();
    StatusLogger.getLogger().removeListener(statuses);
  }

  private record StatusLine(Level level, String text) {}

  /** Filters by context, because Log4j has one status system for all contexts. */
  private static final class StatusCollector implements StatusListener {
    private static final long serialVersionUID = 1L;
    private final transient List<StatusLine> lines = new CopyOnWriteArrayList<>();

    @Override
    public void log(StatusData data) {
      Throwable thrown = data.getThrowable();
      String text = data.getMessage().getFormattedMessage();
      lines.add(new StatusLine(data.getLevel(), text + (thrown == null ? "" : ": " + thrown)));
    }

    @Override
    public Level getStatusLevel() {
      return Level.INFO;
    }

    @Override
    public void close() {}
  }
}
