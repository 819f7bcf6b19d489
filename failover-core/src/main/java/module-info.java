/** Sends syslog messages to the first server that answers and returns to the primary one. */
module io.github.failoversyslog {
  requires java.logging; // tls-channel's, which is no named module
  requires jdk.net;
  requires tls.channel;
  requires static transitive org.jspecify;

  exports io.github.failoversyslog;
  exports io.github.failoversyslog.config;
  exports io.github.failoversyslog.status;
}
