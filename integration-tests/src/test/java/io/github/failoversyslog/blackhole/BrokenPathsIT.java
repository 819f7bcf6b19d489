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

/** Ways to a server that are half broken: some packets pass. */
@Tag("full")
class BrokenPathsIT extends BrokenFlowsFixture {
  private static final Duration RECONNECTION = Duration.ofSeconds(3);
  private static final Duration HOLE = Duration.ofSeconds(25);
  private static final int SMALL_PACKET = 576;

  private static final Duration LONGER = Duration.ofSeconds(5); // half of writeTimeout

  /** Of one connection or, if it was renewed before that, of two; and writeTimeout. */
  private static final Duration MOST_UNTIL_FULL = Duration.ofSeconds(20);

  /** An interval and two times connectTimeout. */
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
  void losesNothingWhenOnlyTheWayBackIsForgotten(FlowCase its) {
    ApplicationProcess application = start(its);
    breakFlows(application, 0, Host::dropWayBack);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, its.eventsPerSecond());
    reportFlow("way back forgotten, " + its, outcome, arrivedWithoutReceipt());
    // Messages arrive, and so bytes are taken for longer.
    Duration more = its.asksForReceipts() && its.fillsBuffers() ? LONGER : Duration.ZERO;
    assertThat(firstOnNewConnection()).isLessThan(its.longestSilence().plus(more));
    assertThat(restOfOldConnection()).isLessThan(its.longestUntilRest().plus(more));
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingWhenTheRouterResetsWhatItDoesNotKnow(FlowCase its) {
    ApplicationProcess application = start(its);
    breakFlows(application, 0, Host::reset);
    awaitRestOfOldConnection();
    CaseResult outcome = stopAndCount(application, its.eventsPerSecond());
    reportFlow("flow reset by a router, " + its, outcome, mostUnproven(its));
    assertThat(firstOnNewConnection()).isLessThan(RECONNECTION);
    assertThat(restOfOldConnection()).isLessThan(RECONNECTION);
    assertThat(outcome.account().connectionsLost()).isEqualTo(1);
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingWhenLargePacketsAreDroppedForAWhile(FlowCase its) {
    ApplicationProcess application = start(its);
    happens(application, () -> host(0).dropLargePackets(SMALL_PACKET));
    pass(HOLE);
    host(0).comeBack();
    CaseResult outcome = stopAndCount(application, its.eventsPerSecond());
    report("packets over 576 bytes dropped for 25 s, " + its, outcome, receipts(outcome));
  }

  @Execution(CONCURRENT)
  @Test
  void leavesAServerToWhichLargePacketsAreDroppedOnceItTakesNoMore() {
    Duration first =
        leavesTheHost(
            "packets over 576 bytes dropped",
            new FlowCase(1000, 2, Proof.TCP),
            host -> host.dropLargePackets(SMALL_PACKET));
    assertThat(first).isLessThan(MOST_UNTIL_FULL);
  }

  @Execution(CONCURRENT)
  @Test
  void leavesAHostOfWhichOnlyTheWayBackVanishesWhileLittleIsLogged() {
    Duration first =
        leavesTheHost(
            "way back from the host vanishes", new FlowCase(10, 2, Proof.TCP), Host::fallSilent);
    assertThat(first).isLessThan(MOST_UNTIL_TWO_FAILED);
  }

  /** Returns when the next server got its first message. */
  private Duration leavesTheHost(String name, FlowCase its, Consumer<Host> fault) {
    ApplicationProcess application = start(its);
    happens(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, its.eventsPerSecond());
    report(
        name + ", " + its,
        outcome,
        "first message at the next server after %s | %s"
            .formatted(seconds(first), receipts(outcome)));
    assertThat(outcome.account().failovers()).isEqualTo(1);
    return first;
  }

  private static String receipts(CaseResult outcome) {
    return "renewals %d, receipts %d"
        .formatted(outcome.account().renewals(), outcome.account().receipts());
  }
}
