package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Context;
import java.time.Instant;
import java.util.Map;

/** An event that nobody has logged, to see what patterns make of it; it takes no number. */
final class ProbeEvent {
  private static final String TEXT = "probe";

  private ProbeEvent() {}

  static ILoggingEvent plain(Context context) {
    return event(context);
  }

  static ILoggingEvent withStackTrace(Context context) {
    LoggingEvent event = event(context);
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException(TEXT)));
    return event;
  }

  private static LoggingEvent event(Context context) {
    LoggingEvent event = new LoggingEvent();
    if (context instanceof LoggerContext loggers) {
      event.setLoggerContext(loggers);
      event.setLoggerContextRemoteView(loggers.getLoggerContextRemoteView());
    }
    event.setLevel(Level.INFO);
    event.setLoggerName(TEXT);
    event.setThreadName(TEXT);
    event.setMessage(TEXT);
    event.setInstant(Instant.now());
    event.setMDCPropertyMap(Map.of());
    return event;
  }
}
