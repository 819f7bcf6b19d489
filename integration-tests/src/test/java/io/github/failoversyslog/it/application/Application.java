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

  /** Logs from the calling thread with only this context data. */
  void log(Level level, String message, Map<String, String> context);

  /** Logs from the calling thread. */
  void log(Level level, String message, Throwable thrown);

  /** Passes this event to the appenders as a logger of the framework does. */
  void log(LoggedEvent event);

  /** Logs with a marker with this name and this context data. */
  void info(String marker, String message, Map<String, String> context);

  /** Logs with a parameter. */
  void info(String format, Object argument);

  /** Passes an event of the framework's own type to the appender SYSLOG as the framework does. */
  void append(Object event);

  /** Makes a filter of the appender SYSLOG throw for every later event. */
  void failInFilter();

  default void log(Level level, String message) {
    log(level, message, Map.of());
  }

  default void info(String message) {
    log(Level.INFO, message);
  }

  /** All messages in the framework's own status system since the start, of any component. */
  List<String> statuses();

  /**
   * The messages of one level among {@link #statuses}.
   *
   * @param level WARN or ERROR
   */
  List<String> statuses(Level level);

  default List<String> warnings() {
    return statuses(Level.WARN);
  }

  /** The errors among {@link #statuses}, which abort the start of some applications. */
  default List<String> errors() {
    return statuses(Level.ERROR);
  }

  /** The statistics of the appender SYSLOG. */
  default SenderStatistics statistics() {
    List<SenderStatistics> all = statisticsOfAll();
    return all.get(all.size() - 1);
  }

  /**
   * The statistics of every appender SYSLOG so far: the first, and one more per reconfiguration.
   */
  List<SenderStatistics> statisticsOfAll();

  /** Whether the appender SYSLOG was started. */
  boolean sendsToSyslog();

  /** Reads the configuration file again, as after a change. */
  void reconfigure();

  /** Stops logging, as at the end of the application. */
  void stop();

  @Override
  default void close() {
    stop();
  }
}
