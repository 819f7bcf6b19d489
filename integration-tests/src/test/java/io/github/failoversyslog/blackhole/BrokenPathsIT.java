package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.failoversyslog.blackhole.FlowCase.Proof;
import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Network paths to a server that drop some packets and let others pass. */
@Tag("full")
class BrokenPathsIT extends BrokenFlowsFixture {
  private static final Duration RECONNECTION = Duration.ofSeconds(3);
  private static final Duration HOLE = Duration.ofSeconds(25);
  private static final int SMALL_PACKET = 576;

  private static final Duration LONGER = Duration.ofSeconds(5); // half of writeTimeout

  /** Time to fill the buffers of one connection, or of two after a renewal, plus writeTimeout. */
  private static final Duration MOST_UNTIL_FULL = Duration.ofSeconds(20);

  /** One interval plus twice connectTimeout. */
  private static final Duration MOST_UNTIL_TWO_FAILED = Duration.ofSeconds(25);

  BrokenPathsIT() {
    super(Framework.LOGBACK);
  }

  static Stream<FlowCase> cases() {
    return Stream.of(
        new FlowCase(10, 1, Proof.TCP),
        new FlowCase(10, 2, Proof.TLS),
        new FlowCase(10, 1, Proof.TLS_WITH_RECEIPTS),
        new FlowCase(1000, 2, Proof.TCP),
        new FlowCase(1000, 1, Proof.TLS),
        new FlowCase(1000, 2, Proof.TLS_WITH_RECEIPTS));
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingWhenTheRouterDropsOnlyTheReturnPath(FlowCase flowCase) {
    ApplicationProcess application = start(flowCase);
    breakConnections(application, 0, Host::dropReturnPackets);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, flowCase.eventsPerSecond());
    reportFlow("way back forgotten, " + flowCase, outcome, arrivedWithoutReceipt());
    // Messages arrive, so the connection accepts data for longer.
    Duration more = flowCase.asksForReceipts() && flowCase.fillsBuffers() ? LONGER : Duration.ZERO;
    assertThat(firstOnNewConnection()).isLessThan(flowCase.longestSilence().plus(more));
    assertThat(restOfOldConnection()).isLessThan(flowCase.longestUntilRest().plus(more));
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingWhenTheRouterResetsUnknownConnections(FlowCase flowCase) {
    ApplicationProcess application = start(flowCase);
    breakConnections(application, 0, Host::reset);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, flowCase.eventsPerSecond());
    reportFlow("flow reset by a router, " + flowCase, outcome, maxUnconfirmed(flowCase));
    assertThat(firstOnNewConnection()).isLessThan(RECONNECTION);
    assertThat(restOfOldConnection()).isLessThan(RECONNECTION);
    assertThat(outcome.processReport().connectionsLost()).isEqualTo(1);
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingWhenLargePacketsAreDroppedForAWhile(FlowCase flowCase) {
    ApplicationProcess application = start(flowCase);
    injectFault(application, () -> host(0).dropLargePackets(SMALL_PACKET));
    pass(HOLE);
    host(0).restore();
    CaseResult outcome = stopAndCount(application, flowCase.eventsPerSecond());
    report("packets over 576 bytes dropped for 25 s, " + flowCase, outcome, receipts(outcome));
  }

  @Execution(CONCURRENT)
  @Test
  void failsOverWhenLargePacketsAreDroppedAndTheServerAcceptsNoMoreData() {
    Duration first =
        awaitFailover(
            "packets over 576 bytes dropped",
            new FlowCase(1000, 2, Proof.TCP),
            host -> host.dropLargePackets(SMALL_PACKET));
    assertThat(first).isLessThan(MOST_UNTIL_FULL);
  }

  @Execution(CONCURRENT)
  @Test
  void failsOverWhenOnlyTheReturnPathIsDroppedUnderLowLoad() {
    Duration first =
        awaitFailover(
            "way back from the host vanishes",
            new FlowCase(10, 2, Proof.TCP),
            Host::dropOutgoingPackets);
    assertThat(first).isLessThan(MOST_UNTIL_TWO_FAILED);
  }

  /** Returns the time from the fault until the next server got its first message. */
  private Duration awaitFailover(String name, FlowCase flowCase, Consumer<Host> fault) {
    ApplicationProcess application = start(flowCase);
    injectFault(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, flowCase.eventsPerSecond());
    report(
        name + ", " + flowCase,
        outcome,
        "first message at the next server after %s | %s"
            .formatted(seconds(first), receipts(outcome)));
    assertThat(outcome.processReport().failovers()).isEqualTo(1);
    return first;
  }

  private static String receipts(CaseResult outcome) {
    return "renewals %d, receipts %d"
        .formatted(outcome.processReport().renewals(), outcome.processReport().receipts());
  }
}
