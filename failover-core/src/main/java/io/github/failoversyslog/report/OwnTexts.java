package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Server;

/** Texts of the sender's own messages, as {@code docs/status.md} lists them. */
final class OwnTexts {
  private OwnTexts() {}

  static String failover(Server from, Server to, String reason, long repeated) {
    return "failover" + change(from, to, reason, repeated);
  }

  static String failback(Server from, Server to, String reason, long repeated) {
    return "failback" + change(from, to, reason, repeated);
  }

  private static String change(Server from, Server to, String reason, long repeated) {
    String messages = repeated == 1 ? "1 message" : repeated + " messages";
    return " from " + from + " to " + to + ": " + reason + "; " + messages + " sent again";
  }

  static String startedOver() {
    return "the sender has started over with the primary, see its status log";
  }

  static String heartbeat() {
    return "heartbeat";
  }
}
