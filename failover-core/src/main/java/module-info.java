/** Sends syslog messages to the first server that answers and returns to the primary one. */
module io.github.failoversyslog {
  requires jdk.net;
  requires static transitive org.jspecify;

  exports io.github.failoversyslog;
}
