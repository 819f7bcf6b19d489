package io.github.failoversyslog.status;

/**
 * One log server, as configured; its name is resolved anew for every connection.
 *
 * @param host name, IPv4 address, or IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Server(String host, int port) {

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
