package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A router loses the state of the connection to the only server; {@link ForgottenFlowCasesIT} has
 * more cases.
 */
@EachFramework(inShortBuild = Framework.LOG4J2)
class ForgottenFlowIT extends BrokenFlowsFixture {
  private static final int EVENTS_PER_SECOND = 100;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  ForgottenFlowIT(Framework framework) {
    super(framework);
  }

  @Test
  void losesNothingWhenTheRouterLosesTheStateOfTheConnection() {
    openServers(1);
    ApplicationProcess application =
        start(
            EVENTS_PER_SECOND,
            Map.of(
                "livenessProbeInterval",
                INTERVAL.toSeconds() + " s",
                "closeTimeout",
                CLOSE_TIMEOUT.toSeconds() + " s"));
    awaitMore(server(0), EVENTS_PER_SECOND / 2);
    breakConnections(application, 0, Host::dropFlows);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    reportFlow(
        "flow forgotten at 100/s, 1 server, livenessProbeInterval 1 s",
        outcome,
        arrivedWithoutReceipt());
    assertThat(firstOnNewConnection())
        .as("two intervals and the timeout, on a busy machine; TCP alone needs 15 minutes")
        .isLessThan(INTERVAL.multipliedBy(2).plus(CLOSE_TIMEOUT).plusSeconds(1));
    assertThat(outcome.processReport().failovers()).isZero();
  }
}
