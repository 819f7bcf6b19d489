package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.failoversyslog.blackhole.FlowCase.Proof;
import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A router loses the state of the connections that it forwards, silently drops their packets, and
 * lets new connections pass. Only its own connection can show the sender that.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgottenFlowCasesIT extends BrokenFlowsFixture {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofSeconds(10);

  ForgottenFlowCasesIT() {
    super(Framework.LOG4J2);
  }

  static Stream<FlowCase> cases() {
    return Stream.of(Proof.values())
        .flatMap(
            receipts ->
                Stream.of(1, 10, 1000)
                    .flatMap(
                        rate ->
                            Stream.of(1, 2).map(servers -> new FlowCase(rate, servers, receipts))));
  }

  @Order(2)
  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothing(FlowCase flowCase) {
    ApplicationProcess application = start(flowCase);
    breakConnections(application, 0, Host::dropFlows);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, flowCase.eventsPerSecond());
    reportFlow("flow forgotten, " + flowCase, outcome, maxUnconfirmed(flowCase));
    assertThat(firstOnNewConnection()).isLessThan(flowCase.longestSilence());
    assertThat(restOfOldConnection()).isLessThan(flowCase.longestUntilRest());
    if (!flowCase.fillsBuffers()) {
      assertThat(outcome.processReport().failovers()).as("the server is there").isZero();
    }
  }

  @Order(1)
  @Execution(CONCURRENT)
  @Test
  void losesNothingInFiveMinutesWithTheDefaults() {
    openServers(2);
    ApplicationProcess application = start(2, Map.of());
    awaitMore(server(0), 10);
    breakConnections(application, 0, Host::dropFlows);
    for (Duration passed = Duration.ZERO; passed.compareTo(LONG) < 0; passed = passed.plus(STEP)) {
      pass(STEP);
    }
    CaseResult outcome = stopAndCount(application, 2);
    reportFlow("flow forgotten, 2/s, 2 servers, defaults, 5 min", outcome, arrivedWithoutReceipt());
    Duration most = DEFAULT_INTERVAL.multipliedBy(2).plus(DEFAULT_CLOSE_TIMEOUT);
    assertThat(firstOnNewConnection()).isLessThan(most);
    assertThat(restOfOldConnection()).isLessThan(most);
    assertThat(outcome.processReport().failovers()).isZero();
  }
}
