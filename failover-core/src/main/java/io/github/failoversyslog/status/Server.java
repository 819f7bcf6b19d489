package io.github.failoversyslog.status;

/**
 * A log server as configured. Its name is resolved anew for every connection.
 *
 * @param host name, IPv4 address, or IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Server(String host, int port) {

  /** Returns {@code host:port}, with an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
