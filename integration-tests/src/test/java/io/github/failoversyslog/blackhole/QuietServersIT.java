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
 * Hosts that vanish while little or nothing is logged: the connection takes bytes for ever, and
 * only two failed liveness probes tell. A case takes nearly the longest that can be: the first of
 * them starts up to an interval after the fault, and both take the whole connectTimeout of 10 s.
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
  void leavesAHostThatVanishesWhileLittleIsLogged() {
    openServers(2);
    ApplicationProcess application = start(A_FEW_PER_SECOND, SETTINGS);
    awaitMore(server(0), A_FEW_PER_SECOND / 2);
    happens(application, host(0)::vanish);
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, 2);
    report(
        "host vanishes at 10/s, livenessProbeInterval 5 s",
        outcome,
        "first message at the next server after " + seconds(first));
    assertThat(first).isLessThan(MOST);
    assertThat(outcome.account().failovers()).isEqualTo(1);
    assertThat(outcome.tally().outOfOrder()).isZero();
  }

  @Test
  void leavesAHostThatVanishesWhileNothingIsLogged() {
    openServers(2);
    ApplicationProcess application = start(0, SETTINGS);
    application.log();
    awaitMore(server(0), 1);
    assertKeepaliveRuns();
    happens(application, host(0)::vanish);
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
    assertThat(outcome.account().failovers()).isEqualTo(1);
  }

  /** The kernel's own words: it will ask the idle host within a minute, not in two hours. */
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
