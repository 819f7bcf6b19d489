package io.github.failoversyslog.blackhole;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is logged before and after the network breaks a connection, and where to. */
record FlowCase(int eventsPerSecond, int servers, Receipts receipts) {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10); // the default
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5); // the default

  /** What proves that a message was read. */
  enum Receipts {
    TCP,
    TLS,
    TLS_WITH_RECEIPTS
  }

  boolean isEncrypted() {
    return receipts != Receipts.TCP;
  }

  boolean asksForReceipts() {
    return receipts == Receipts.TLS_WITH_RECEIPTS;
  }

  /** The defaults but for how often the connection is looked after. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("livenessProbeInterval", INTERVAL.toSeconds() + " s");
    if (asksForReceipts()) {
      settings.put("tlsReceipts", "true");
    }
    return settings;
  }

  /** Until a message arrives elsewhere when no packet tells of the fault. */
  Duration longestSilence() {
    Duration untilNextEvent = Duration.ofSeconds(1).dividedBy(eventsPerSecond);
    return asksForReceipts()
        ? untilNextEvent.plus(WRITE_TIMEOUT).plusSeconds(2)
        : INTERVAL.multipliedBy(2).plus(CLOSE_TIMEOUT);
  }

  @Override
  public String toString() {
    return "%,d/s, %d server%s, %s, livenessProbeInterval 5 s"
        .formatted(
            eventsPerSecond,
            servers,
            servers == 1 ? "" : "s",
            receipts.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
