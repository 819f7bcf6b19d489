package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.Batch;
import io.github.failoversyslog.faults.KillableServer;
import io.github.failoversyslog.faults.Place;
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
 * Servers that are 100 ms away, and are killed at every moment of a renewal: what the sender knows
 * of them is old. The end of a server that died says nothing of what was under way to it.
 */
@Tag("full")
class DistantServersIT extends VanishedServersFixture {
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int EVENTS_PER_SECOND = 1000;

  /** From the renewal's connection: with the last messages before it; after the end of the old. */
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
  void losesNothingWhenAServerIsKilledAtAnyTimeOfARenewal(int part) {
    makeHosts(3);
    DistantAddresses opened = new DistantAddresses(network(), DELAY);
    far = opened;
    List<Place> places = opened.places();
    KillableServer used = launchServer(places.get(0)).open();
    KillableServer other = launchServer(places.get(1)).open();
    ApplicationProcess application =
        start(
            places.get(2),
            List.of(used.address(), other.address()),
            EVENTS_PER_SECOND,
            Map.of(
                "livenessProbeInterval",
                INTERVAL.toSeconds() + " s",
                "maxReconnectDelay",
                "1 s")); // both servers die again and again
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
            .formatted(outcome.account().renewals(), outcome.account().receipts()));
    assertThat(outcome.account().failovers()).isEqualTo(kills);
    assertThat(outcome.account().renewals()).isGreaterThanOrEqualTo(kills);
    // What a second and a half holds: the interval, the rest, and the way there and back.
    assertThat(outcome.tally().repeated()).isLessThan(2L * kills * EVENTS_PER_SECOND);
  }

  /** Waits for a renewal, and kills the server when so much time has passed since the next one. */
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
