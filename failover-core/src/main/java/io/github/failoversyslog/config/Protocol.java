package io.github.failoversyslog.config;

/** How messages travel. */
public enum Protocol {
  /** Plain TCP, RFC 6587. */
  TCP,
  /** TLS over TCP, RFC 5425. */
  TLS,
  /** A datagram for every message, RFC 5426. */
  UDP,
  /** Every message is acknowledged by the server; over TLS if that is set. */
  RELP
}
