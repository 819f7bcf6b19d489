/** The Log4j 2 appender. */
@SuppressWarnings("module") // a name may end in a digit if the framework's does
module io.github.failoversyslog.log4j2 {
  requires transitive io.github.failoversyslog;
  requires transitive org.apache.logging.log4j;
  requires transitive org.apache.logging.log4j.core;
  requires static transitive org.jspecify;

  exports io.github.failoversyslog.log4j2;

  opens io.github.failoversyslog.log4j2 to
      org.apache.logging.log4j.core;
}
