package io.github.failoversyslog.blackhole;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The load before and after the network breaks a connection, and where it is sent. */
record FlowCase(int eventsPerSecond, int servers, Proof receipts) {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10); // the default
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5); // the default
  private static final Duration HOLD = Duration.ofSeconds(1); // until the old connection ends

  /** How it is confirmed that a message was read. */
  enum Proof {
    TCP,
    TLS,
    TLS_WITH_RECEIPTS
  }

  boolean isEncrypted() {
    return receipts != Proof.TCP;
  }

  boolean asksForReceipts() {
    return receipts == Proof.TLS_WITH_RECEIPTS;
  }

  /** The defaults except for the interval of the connection checks. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("livenessProbeInterval", INTERVAL.toSeconds() + " s");
    if (asksForReceipts()) {
      settings.put("tlsReceipts", "true");
    }
    return settings;
  }

  /** Whether the kernel's buffers fill quickly, so that the connection accepts no more data. */
  boolean fillsBuffers() {
    return eventsPerSecond >= 1000;
  }

  /**
   * Maximum time until a message arrives on another connection when no packet signals the fault. A
   * connection that accepts no data is not renewed: writeTimeout applies, which starts when the
   * buffers are full or, with receipts, at the last answer.
   */
  Duration longestSilence() {
    if (asksForReceipts()) {
      Duration untilNextEvent = Duration.ofSeconds(1).dividedBy(eventsPerSecond);
      return WRITE_TIMEOUT.plus(untilNextEvent).plusSeconds(2);
    }
    return INTERVAL.multipliedBy(2).plus(fillsBuffers() ? CLOSE_TIMEOUT : HOLD);
  }

  /** Maximum time until the first message lost by the old connection arrives. */
  Duration longestUntilRest() {
    return fillsBuffers() ? longestSilence() : longestSilence().plus(CLOSE_TIMEOUT).minus(HOLD);
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
