package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hosts vanish under little or no load: the connection never stops accepting data, and only two
 * failed liveness probes detect the fault. A case takes nearly the maximum time: the first probe
 * starts up to one interval after the fault, and both take the full connectTimeout of 10 s.
 */
@Tag("full")
class QuietServersIT extends VanishedServersFixture {
  private static final int A_FEW_PER_SECOND = 10;
  private static final Duration MOST = Duration.ofSeconds(25);
  private static final Map<String, String> SETTINGS = Map.of("livenessProbeInterval", "5 s");

  QuietServersIT() {
    super(Framework.LOG4J2);
  }

  @Test
  void failsOverWhenTheHostVanishesUnderLowLoad() {
    openServers(2);
    ApplicationProcess application = start(A_FEW_PER_SECOND, SETTINGS);
    awaitMore(server(0), A_FEW_PER_SECOND / 2);
    injectFault(application, host(0)::vanish);
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, 2);
    report(
        "host vanishes at 10/s, livenessProbeInterval 5 s",
        outcome,
        "first message at the next server after " + seconds(first));
    assertThat(first).isLessThan(MOST);
    assertThat(outcome.processReport().failovers()).isEqualTo(1);
    assertThat(outcome.counts().outOfOrder()).isZero();
  }

  @Test
  void failsOverWhenTheHostVanishesWhileIdle() {
    openServers(2);
    ApplicationProcess application = start(0, SETTINGS);
    application.log();
    awaitMore(server(0), 1);
    assertKeepaliveRuns();
    injectFault(application, host(0)::vanish);
    Eventually.until("failover", () -> server(1).connections() == 1);
    long before = System.nanoTime();
    application.log();
    Eventually.until("next event", () -> server(1).newest() == 1);
    Duration delivery = Duration.ofNanos(System.nanoTime() - before);
    Duration found = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, 0);
    report(
        "host vanishes when idle, livenessProbeInterval 5 s",
        outcome,
        "first message at the next server after %s, the next event within %s"
            .formatted(seconds(found), seconds(delivery)));
    assertThat(found).isLessThan(MOST);
    assertThat(outcome.processReport().failovers()).isEqualTo(1);
  }

  /**
   * Checks in the kernel's socket state that the idle connection is probed within a minute instead
   * of two hours.
   */
  private void assertKeepaliveRuns() {
    Eventually.holds(
        () ->
            assertThat(
                    applicationHost()
                        .run(
                            "ss",
                            "--tcp",
                            "--numeric",
                            "--options",
                            "--no-header",
                            "state",
                            "established"))
                .containsPattern("timer:\\(keepalive,([1-5]?\\dsec|1min)"));
  }
}
