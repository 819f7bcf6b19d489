package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts vanish and come back under heavy load. */
@Tag("full")
class ReturningServersIT extends VanishedServersFixture {
  private static final Duration ABSENCE = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final int PROBES_REQUIRED = 3;

  ReturningServersIT() {
    super(Framework.LOG4J2);
  }

  @Test
  void staysWithAHostThatReturnsWithinTheWriteTimeout() {
    openServers(2);
    ApplicationProcess application = start(EVENTS_PER_SECOND, Map.of());
    awaitMore(server(0), EVENTS_PER_SECOND);
    injectFault(application, host(0)::vanish);
    pass(ABSENCE);
    host(0).restore();
    Duration first = awaitFirst(server(0));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    report(
        "host vanishes for 5 s at 20,000/s",
        outcome,
        "first message at the same server after " + seconds(first));
    assertThat(server(1).connections()).isZero();
    assertThat(outcome.processReport().connectionsLost()).isZero();
    assertThat(outcome.counts().outOfOrder()).isZero();
  }

  @Test
  void staysConnectedWhenThePrimaryVanishesWhileItIsProbed() {
    launchServers(2);
    server(1).open();
    ApplicationProcess application =
        start(
            EVENTS_PER_SECOND,
            Map.of(
                "failback",
                "",
                "failback.tcpProbeInterval",
                "1 s",
                "failback.successfulProbesRequired",
                Integer.toString(PROBES_REQUIRED),
                "connectTimeout",
                CONNECT_TIMEOUT.toSeconds() + " s"));
    awaitMore(server(1), EVENTS_PER_SECOND);
    server(0).open();
    Eventually.until("a passed probe", () -> server(0).connections() == 1);
    long failedBefore = application.processReport().probesFailed();
    injectFault(application, host(0)::vanish);
    Eventually.until(
        "two failed probes", () -> application.processReport().probesFailed() == failedBefore + 2);
    Duration twoFailed = Duration.ofNanos(System.nanoTime() - brokenAtNanos());
    host(0).restore();
    Duration first = awaitFirst(server(0));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    report(
        "primary vanishes while probed every 1 s at 20,000/s, connectTimeout 2 s",
        outcome,
        "two probes failed within %s, failback after %s"
            .formatted(seconds(twoFailed), seconds(first)));
    // A probe takes the full connectTimeout, so they follow each other without a pause.
    assertThat(twoFailed).isGreaterThan(CONNECT_TIMEOUT.multipliedBy(2));
    assertThat(twoFailed).isLessThan(CONNECT_TIMEOUT.multipliedBy(2).plusSeconds(2));
    assertThat(server(0).connections()).as("the count began anew").isEqualTo(1 + PROBES_REQUIRED);
    assertThat(server(1).connections()).isEqualTo(1);
    assertThat(outcome.processReport().failbacks()).isEqualTo(1);
    assertThat(outcome.processReport().connectionsLost()).isZero();
    assertThat(outcome.counts().repeated()).isZero();
    assertThat(outcome.counts().outOfOrder()).isZero();
  }
}
