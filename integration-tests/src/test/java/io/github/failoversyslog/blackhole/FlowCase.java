package io.github.failoversyslog.blackhole;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is logged before and after the network breaks a connection, and where to. */
record FlowCase(int eventsPerSecond, int servers, Proof receipts) {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10); // the default
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5); // the default
  private static final Duration HOLD = Duration.ofSeconds(1); // of messages for the old one's end

  /** What proves that a message was read. */
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

  /** The defaults but for how often the connection is looked after. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("livenessProbeInterval", INTERVAL.toSeconds() + " s");
    if (asksForReceipts()) {
      settings.put("tlsReceipts", "true");
    }
    return settings;
  }

  /** Whether the kernel's buffers are soon full, so that the connection takes no more bytes. */
  boolean fillsBuffers() {
    return eventsPerSecond >= 1000;
  }

  /**
   * Until a message arrives elsewhere when no packet tells of the fault. A connection that takes no
   * bytes is not renewed: its time is writeTimeout, which begins when the buffers are full or, with
   * receipts, when the last answer came.
   */
  Duration longestSilence() {
    if (asksForReceipts()) {
      Duration untilNextEvent = Duration.ofSeconds(1).dividedBy(eventsPerSecond);
      return WRITE_TIMEOUT.plus(untilNextEvent).plusSeconds(2);
    }
    return INTERVAL.multipliedBy(2).plus(fillsBuffers() ? CLOSE_TIMEOUT : HOLD);
  }

  /** Until the first message arrives that the old connection has lost. */
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
