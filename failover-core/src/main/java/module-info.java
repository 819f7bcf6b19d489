/** Sends syslog messages to the first server that answers and returns to the primary one. */
@SuppressWarnings("module") // the appenders are not there yet when this is compiled
module io.github.failoversyslog {
  requires static micrometer.core; // of FailoverSyslogMetrics
  requires static java.management; // loaded if registerMBean is set
  requires jdk.net;
  requires static transitive org.jspecify;

  exports io.github.failoversyslog;
  exports io.github.failoversyslog.status;
  exports io.github.failoversyslog.appender to
      io.github.failoversyslog.log4j2,
      io.github.failoversyslog.logback;
  exports io.github.failoversyslog.config to
      io.github.failoversyslog.log4j2,
      io.github.failoversyslog.logback;
  exports io.github.failoversyslog.text to
      io.github.failoversyslog.log4j2,
      io.github.failoversyslog.logback;
}
