/** The Logback appender. */
module io.github.failoversyslog.logback {
  requires transitive io.github.failoversyslog;
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.failoversyslog.logback;

  opens io.github.failoversyslog.logback to
      ch.qos.logback.core;
}
