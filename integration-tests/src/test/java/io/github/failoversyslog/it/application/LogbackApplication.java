package io.github.failoversyslog.it.application;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.github.failoversyslog.status.SenderStatistics;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** Logs with Logback in a separate logger context. */
public final class LogbackApplication implements Application {
  private final List<Status> statuses = new CopyOnWriteArrayList<>();
  private final LoggerContext context = new LoggerContext();
  private final Logger logger;
  private final URI configuration;
  private final List<FailoverSyslogAppender> appenders = new CopyOnWriteArrayList<>();

  LogbackApplication(URI configuration) {
    this.configuration = configuration;
    context.setMDCAdapter(MDC.getMDCAdapter());
    configure();
    context.start();
    logger = context.getLogger(LogbackApplication.class);
  }

  private void configure() {
    context.getStatusManager().add(this::add); // a reset has removed the previous listener
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(configuration.toURL());
    } catch (JoranException | MalformedURLException e) {
      throw new IllegalArgumentException(configuration.toString(), e);
    }
    appenders.add(
        (FailoverSyslogAppender)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("SYSLOG"));
  }

  private boolean add(Status status) {
    return statuses.add(status);
  }

  public FailoverSyslogAppender appender() {
    return appenders.get(appenders.size() - 1);
  }

  public Logger logger() {
    return logger;
  }

  @Override
  public void log(Level level, String message, Map<String, String> contextData) {
    contextData.forEach(MDC::put);
    try {
      logger.atLevel(level).log(message);
    } finally {
      contextData.keySet().forEach(MDC::remove);
    }
  }

  @Override
  public void log(Level level, String message, Throwable thrown) {
    logger.atLevel(level).setCause(thrown).log(message);
  }

  @Override
  public void info(String marker, String message, Map<String, String> contextData) {
    contextData.forEach(MDC::put);
    try {
      logger.info(MarkerFactory.getMarker(marker), message);
    } finally {
      contextData.keySet().forEach(MDC::remove);
    }
  }

  @Override
  public void info(String format, Object argument) {
    logger.info(format, argument);
  }

  @Override
  public void append(Object event) {
    appender().doAppend((ILoggingEvent) event);
  }

  @Override
  public void failInFilter() {
    appender()
        .addFilter(
            new Filter<>() {
              @Override
              public FilterReply decide(ILoggingEvent event) {
                throw new IllegalStateException("made to fail");
              }
            });
  }

  @Override
  public void log(LoggedEvent event) {
    LoggingEvent made =
        new LoggingEvent() {
          @Override
          public String getLoggerName() { // some names are not valid for a logger
            return event.logger();
          }
        };
    made.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(event.level()));
    made.setInstant(event.time());
    made.setThreadName(event.thread());
    made.setMDCPropertyMap(event.context());
    event.pairs().forEach((key, value) -> made.addKeyValuePair(new KeyValuePair(key, value)));
    event.markers().forEach(marker -> made.addMarker(marker(marker)));
    made.setMessage(event.message());
    if (event.thrown() != null) {
      made.setThrowableProxy(new ThrowableProxy(event.thrown()));
    }
    logger.callAppenders(made);
  }

  /** Creates a marker that is not in SLF4J's registry of names. */
  @SuppressWarnings("deprecation") // SLF4J advises against references, but applications use them
  private static Marker marker(LoggedEvent.EventMarker marker) {
    Marker made = MarkerFactory.getDetachedMarker(marker.name());
    marker.references().forEach(reference -> made.add(marker(reference)));
    return made;
  }

  @Override
  public List<String> statuses() {
    return statuses.stream().map(Status::getMessage).toList();
  }

  @Override
  public List<String> statuses(Level level) {
    int wanted = level == Level.ERROR ? Status.ERROR : Status.WARN;
    return statuses.stream()
        .filter(status -> status.getLevel() == wanted)
        .map(Status::getMessage)
        .toList();
  }

  @Override
  public List<SenderStatistics> statisticsOfAll() {
    return appenders.stream().map(FailoverSyslogAppender::getStatistics).toList();
  }

  @Override
  public boolean sendsToSyslog() {
    return appenders.get(appenders.size() - 1).isStarted();
  }

  @Override
  public void reconfigure() {
    context.reset();
    configure();
  }

  @Override
  public void stop() {
    context.stop();
  }
}
