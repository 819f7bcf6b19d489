package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.Quantities;
import io.github.failoversyslog.status.Server;
import java.time.Duration;

/** Reasons for closing a connection or for not starting, as {@code docs/status.md} lists them. */
final class EngineTexts {
  private EngineTexts() {}

  static String noFailback() {
    return "the primary is not probed, because there is no failback; set the element failback";
  }

  static String onPrimary(Server primary) {
    return "the primary is not probed, because " + primary + " is in use already";
  }

  static String noServerInUse() {
    return "the primary is not probed, because no server is in use and all are being tried";
  }

  static String writeTimeout(Duration writeTimeout) {
    return "accepted no data for " + Quantities.timeText(writeTimeout) + " (writeTimeout)";
  }

  static String closeTimeout(Duration closeTimeout) {
    return "did not close within " + Quantities.timeText(closeTimeout) + " (closeTimeout)";
  }

  static String tooManyClosing(int connections) {
    return "more than " + connections + " old connections still open";
  }

  static String handshakeTimeout(Duration connectTimeout) {
    return "TLS handshake not completed within "
        + Quantities.timeText(connectTimeout)
        + " (connectTimeout)";
  }

  static String openTimeout(Duration connectTimeout) {
    return "no response to RELP open within "
        + Quantities.timeText(connectTimeout)
        + " (connectTimeout)";
  }

  static String rejectedAfterHandshake(String why) {
    return "rejected after the TLS handshake: " + why;
  }

  static String noSelector() {
    return "cannot open a selector (out of file descriptors?)";
  }

  static String startedBefore() {
    return "a sender can be started only once, and not after its stop";
  }

  static String listenerTooLate() {
    return "a listener can be added only before the start";
  }
}
