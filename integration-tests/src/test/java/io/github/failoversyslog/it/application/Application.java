package io.github.failoversyslog.it.application;

import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * An application that logs through one framework, configured by an XML file whose appender SYSLOG
 * is the one under test.
 */
public interface Application extends AutoCloseable {

  /** Logs from the calling thread, with this context data and nothing else. */
  void log(Level level, String message, Map<String, String> context);

  /** Logs from the calling thread. */
  void log(Level level, String message, Throwable thrown);

  /** Hands this event to the appenders as a logger of the framework does. */
  void log(LoggedEvent event);

  /** Logs with a marker of this name and this context data. */
  void info(String marker, String message, Map<String, String> context);

  /** Logs with a parameter. */
  void info(String format, Object argument);

  /** Hands an event of the framework's own type to the appender SYSLOG, as the framework does. */
  void append(Object event);

  /** From now on events fail in a filter of the appender SYSLOG. */
  void failInFilter();

  default void log(Level level, String message) {
    log(level, message, Map.of());
  }

  default void info(String message) {
    log(Level.INFO, message);
  }

  /** What the framework's own status system was told since the start, by any component. */
  List<String> statuses();

  /** Those of them that are warnings. */
  List<String> warnings();

  /** Those of them that are errors, which end the start of some applications. */
  List<String> errors();

  /** Of the appender SYSLOG. */
  default SenderStatistics statistics() {
    List<SenderStatistics> all = statisticsOfAll();
    return all.get(all.size() - 1);
  }

  /** Of every appender SYSLOG there has been: one, and another after each reconfiguration. */
  List<SenderStatistics> statisticsOfAll();

  /** Whether the appender SYSLOG was started. */
  boolean sendsToSyslog();

  /** Reads the configuration file again, as when it has changed. */
  void reconfigure();

  /** Ends logging, as at the end of the application. */
  void stop();

  @Override
  default void close() {
    stop();
  }
}
