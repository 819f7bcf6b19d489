package io.github.failoversyslog.engine;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.schedules.Concurrently;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A sender that stops while messages are appended. Real threads: the engine opens a selector, which
 * Lincheck does not model.
 */
public final class StopSchedules {
  private static final SenderConfig CONFIG =
      SenderConfig.of(
          Map.of(
              "host",
              "127.0.0.1",
              "hostName",
              "here",
              "bufferSize",
              "64 KB",
              "maxMessageSize",
              "1 KB"));
  private static final int STOPS = 1_500;
  private static final int MOST_SPINS = 400;
  private static final byte[] MESSAGE = new byte[1_000];

  private StopSchedules() {}

  /** Every accepted message is counted as lost by an engine that never sends. */
  public static void appendAndStop() {
    for (int i = 0; i < STOPS; i++) {
      appendAndStopOnce();
    }
  }

  private static void appendAndStopOnce() {
    Engine engine =
        new Engine(
            new SenderName("none", "", "test"), "owner", CONFIG, status -> {}, Platform.system());
    CountDownLatch ready = new CountDownLatch(2);
    Concurrently.run(
        () -> {
          meet(ready);
          append(engine);
        },
        () -> {
          meet(ready);
          engine.beginStop(Duration.ZERO);
        });
    long accepted = engine.counters().accepted.sum();
    long unsent = engine.counters().discarded(DiscardReason.UNSENT_AT_STOP).sum();
    require(accepted == unsent, accepted + " accepted, but " + unsent + " counted");
  }

  /** Until the engine refuses them. */
  private static void append(Engine engine) {
    int appended = 0;
    while (appended < 50
        && engine.admission().append(MESSAGE, MESSAGE.length, Severity.ERROR) == null) {
      appended++;
    }
  }

  private static void meet(CountDownLatch ready) {
    ready.countDown();
    while (ready.getCount() > 0) {
      Thread.onSpinWait();
    }
    for (int spins = ThreadLocalRandom.current().nextInt(MOST_SPINS); spins > 0; spins--) {
      Thread.onSpinWait();
    }
  }
}
