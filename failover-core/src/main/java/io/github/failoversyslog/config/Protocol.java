package io.github.failoversyslog.config;

import java.util.OptionalInt;

/** How messages travel. */
public enum Protocol {
  /** Plain TCP, RFC 6587. */
  TCP(OptionalInt.of(601)),
  /** TLS over TCP, RFC 5425. */
  TLS(OptionalInt.of(6514)),
  /** A datagram for every message, RFC 5426. */
  UDP(OptionalInt.of(514)),
  /** Every message is answered by the server; over TLS if that is set. Has no port of its own. */
  RELP(OptionalInt.empty());

  private final OptionalInt defaultPort;

  Protocol(OptionalInt defaultPort) {
    this.defaultPort = defaultPort;
  }

  OptionalInt defaultPort() {
    return defaultPort;
  }
}
