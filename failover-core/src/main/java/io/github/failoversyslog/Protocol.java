package io.github.failoversyslog;

/** How messages travel. */
public enum Protocol {
  /** Plain TCP, RFC 6587. */
  TCP(601);

  private final int defaultPort;

  Protocol(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  int defaultPort() {
    return defaultPort;
  }
}
