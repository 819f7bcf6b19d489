package io.github.failoversyslog.session;

import io.github.failoversyslog.config.Quantities;
import io.github.failoversyslog.status.Server;
import java.time.Duration;

/** Why a session failed, as {@code docs/status.md} lists it. */
final class SessionTexts {
  private SessionTexts() {}

  static String tooMuchInput(long mebibytes) {
    return "sent more than " + mebibytes + " MB within a minute";
  }

  static String noRelpResponse(Duration relpTimeout) {
    return "no RELP response within " + Quantities.timeText(relpTimeout) + " (relpTimeout)";
  }

  static String noResponseButCommand() {
    return "sent a RELP command where a response was expected";
  }

  static String sessionClosed() {
    return "closed the RELP session";
  }

  static String sessionRefused(String why) {
    return "refused the RELP session: " + why;
  }

  static String noKnownVersion() {
    return "offers no relp_version that is supported (0, 1)";
  }

  static String noSyslogCommand() {
    return "does not accept syslog messages over RELP";
  }

  static String unexpectedResponse(int transaction) {
    return "answered RELP transaction " + transaction + ", which is not pending";
  }

  static String keyUpdatesRefused(Server server, int connections) {
    return server
        + " closed "
        + connections
        + " consecutive connections within 1 s of a TLS 1.3 key update request, which RFC 8446"
        + " section 4.6.3 requires it to answer; no more requests to this server, tlsReceipts has"
        + " no effect for it";
  }
}
