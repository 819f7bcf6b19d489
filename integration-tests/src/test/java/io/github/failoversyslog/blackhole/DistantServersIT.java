package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.Batch;
import io.github.failoversyslog.faults.KillableServer;
import io.github.failoversyslog.faults.LaunchContext;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers with a delay of 100 ms in each direction are killed at every moment of a renewal, so the
 * sender's information about them is outdated. The end of the stream of a killed server says
 * nothing about data still in flight to it.
 */
@Tag("full")
class DistantServersIT extends VanishedServersFixture {
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int EVENTS_PER_SECOND = 1000;

  /**
   * Time after the connection of a renewal: while the last messages before it are in flight, and
   * after the old connection has ended.
   */
  private static final int FIRST_MILLIS = -200;

  private static final int LAST_MILLIS = 500;
  private static final int STEP_MILLIS = 10;
  private static final int PARTS = 3;

  private @Nullable DistantAddresses far;

  DistantServersIT() {
    super(Framework.LOG4J2);
  }

  @AfterEach
  void endDelay() {
    if (far != null) {
      far.close();
    }
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void losesNothingWhenAServerIsKilledAtAnyMomentOfARenewal(int part) {
    makeHosts(3);
    DistantAddresses opened = new DistantAddresses(network(), DELAY);
    far = opened;
    List<LaunchContext> launchContexts = opened.launchContexts();
    KillableServer used = launchServer(launchContexts.get(0)).open();
    KillableServer other = launchServer(launchContexts.get(1)).open();
    ApplicationProcess application =
        start(
            launchContexts.get(2),
            List.of(used.address(), other.address()),
            EVENTS_PER_SECOND,
            Map.of(
                "livenessProbeInterval",
                INTERVAL.toSeconds() + " s",
                "maxReconnectDelay",
                "1 s")); // both servers are killed repeatedly
    int kills = 0;
    for (int after = FIRST_MILLIS + part * STEP_MILLIS;
        after <= LAST_MILLIS;
        after += PARTS * STEP_MILLIS) {
      killNearRenewal(used, Duration.ofMillis(after));
      kills++;
      awaitMore(other, 1);
      used.launch().open();
      KillableServer next = other;
      other = used;
      used = next;
    }
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND);
    report(
        "100 ms away, killed %d times, every %d ms around renewals"
            .formatted(kills, PARTS * STEP_MILLIS),
        outcome,
        "renewals %d, receipts %d"
            .formatted(outcome.processReport().renewals(), outcome.processReport().receipts()));
    assertThat(outcome.processReport().failovers()).isEqualTo(kills);
    assertThat(outcome.processReport().renewals()).isGreaterThanOrEqualTo(kills);
    // One and a half seconds' worth: the interval, the drain, and the round trip.
    assertThat(outcome.counts().repeated()).isLessThan(2L * kills * EVENTS_PER_SECOND);
  }

  /** Waits for a renewal and kills the server this long after the next one. */
  private static void killNearRenewal(KillableServer server, Duration after) {
    long connections = server.connections();
    awaitMore(server, 1);
    long begun = Math.max(connections, server.connections());
    Eventually.until("a renewal", () -> server.connections() > begun);
    long renewal =
        server.batches().stream()
            .filter(DistantServersIT::isBegin)
            .reduce((a, b) -> b)
            .map(Batch::nanos)
            .orElseThrow();
    long due = renewal + INTERVAL.plus(after).toNanos();
    Eventually.until("the time", () -> System.nanoTime() >= due);
    server.kill();
  }

  private static boolean isBegin(Batch batch) {
    return batch.numbers().length == 0;
  }
}
