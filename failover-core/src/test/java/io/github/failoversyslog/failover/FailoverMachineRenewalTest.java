package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Action.ABANDON_CONNECTION;
import static io.github.failoversyslog.failover.Action.ADOPT_PROBE;
import static io.github.failoversyslog.failover.Action.ADOPT_RENEWAL;
import static io.github.failoversyslog.failover.Action.COMPLETE_RENEWAL;
import static io.github.failoversyslog.failover.Action.CONNECT;
import static io.github.failoversyslog.failover.Action.DROP_CONNECT;
import static io.github.failoversyslog.failover.Action.DROP_LIVENESS_PROBE;
import static io.github.failoversyslog.failover.Action.DROP_PROBE;
import static io.github.failoversyslog.failover.Action.REST;
import static io.github.failoversyslog.failover.Action.RESUME;
import static io.github.failoversyslog.failover.Action.START_LIVENESS_PROBE;
import static io.github.failoversyslog.failover.Action.START_PROBE;
import static io.github.failoversyslog.failover.MachineStory.failbackOf;
import static io.github.failoversyslog.failover.MachineStory.roundRobinOf;
import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.MachineStory.withLivenessProbes;
import static io.github.failoversyslog.failover.MachineStory.withRenewals;
import static io.github.failoversyslog.failover.Trigger.CONNECTED;
import static io.github.failoversyslog.failover.Trigger.CONNECTION_LOST;
import static io.github.failoversyslog.failover.Trigger.CONNECT_FAILED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_FAILED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_PASSED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_UNKNOWN;
import static io.github.failoversyslog.failover.Trigger.PROBE_FAILED;
import static io.github.failoversyslog.failover.Trigger.PROBE_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_READY;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_GIVEN;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_MISSED;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_OVERDUE;
import static io.github.failoversyslog.failover.Trigger.RENEWAL_FAILED;
import static io.github.failoversyslog.failover.Trigger.RENEWAL_READY;
import static io.github.failoversyslog.failover.Trigger.RESTED;
import static io.github.failoversyslog.failover.Trigger.START;
import static io.github.failoversyslog.failover.Trigger.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unless a test changes it: one server, a liveness probe every 60 s, and unproven messages. Random
 * waits have their maximum length.
 */
class FailoverMachineRenewalTest {
  private static final int PRIMARY = 0;
  private static final double LONGEST = Math.nextDown(1.0);

  private MachineStory story = new MachineStory(withRenewals(roundRobinOf(1)));

  FailoverMachineRenewalTest() {
    given(withRenewals(roundRobinOf(1)));
  }

  private void given(Rules rules) {
    story = new MachineStory(rules);
    story.renewable(true);
    story.random(LONGEST);
  }

  private List<Action> happens(Trigger... triggers) {
    return story.happens(triggers);
  }

  private List<Action> happens(long laterNanos, Trigger... triggers) {
    return story.happens(laterNanos, triggers);
  }

  private Liveness liveness() {
    return story.state().liveness();
  }

  /** The first connection, up for 10 s; its first liveness probe is due 50 s later. */
  private void connectedForTenSeconds() {
    happens(START, CONNECTED);
    happens(seconds(10), TIMER);
  }

  /** The first liveness probe is running. */
  private void probing() {
    connectedForTenSeconds();
    happens(seconds(50), TIMER);
  }

  /** A connection that replaces a lost stable one. */
  private void reconnected() {
    connectedForTenSeconds();
    happens(CONNECTION_LOST, CONNECTED);
  }

  private void isRenewed() {
    assertThat(happens(LIVENESS_PASSED, RENEWAL_READY, RESTED))
        .containsExactly(COMPLETE_RENEWAL, REST, ADOPT_RENEWAL);
  }

  /** Asserts that the next liveness probe starts in this number of seconds, not earlier. */
  private void probesIn(double expectedSeconds) {
    double early = expectedSeconds - 0.001;
    assertThat(happens(seconds(early), TIMER)).doesNotContain(START_LIVENESS_PROBE);
    assertThat(happens(seconds(0.001), TIMER)).contains(START_LIVENESS_PROBE);
  }

  @Nested
  class ARenewal {

    @Test
    void isMadeBeforeTheConnectionInUseIsBroken() {
      probing();
      assertThat(happens(LIVENESS_PASSED)).containsExactly(COMPLETE_RENEWAL);
      assertThat(happens(RENEWAL_READY)).containsExactly(REST);
      assertThat(happens(RESTED)).containsExactly(ADOPT_RENEWAL);
    }

    @Test
    void replacesOnlyTheConnection() {
      given(withRenewals(roundRobinOf(3)));
      happens(START, CONNECT_FAILED, CONNECTED);
      happens(seconds(60), LIVENESS_PASSED); // without a TIMER: no probe is running
      happens(TIMER);
      long second = liveness().generation();
      happens(LIVENESS_PASSED, RENEWAL_READY);
      State before = story.state();
      assertThat(before.isRenewedBy(before)).as("not yet").isFalse();
      happens(RESTED);
      assertThat(story.state().generation()).isEqualTo(second);
      assertThat(story.server()).isEqualTo(1);
      assertThat(story.phase()).isEqualTo(before.phase());
      assertThat(story.state().round()).isEqualTo(before.round());
      assertThat(before.isRenewedBy(story.state())).isTrue();
    }

    @Test
    void doesNotDelayStableAfter() {
      reconnected();
      happens(seconds(1), TIMER);
      isRenewed();
      assertThat(story.phase()).isEqualTo(Phase.UNPROVEN);
      happens(seconds(8.999), TIMER);
      assertThat(story.phase()).isEqualTo(Phase.UNPROVEN);
      happens(seconds(0.001), TIMER);
      assertThat(story.phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void isNotMadeIfEverythingWrittenIsProven() {
      probing();
      story.renewable(false);
      assertThat(happens(LIVENESS_PASSED)).containsExactly(DROP_LIVENESS_PROBE);
      assertThat(liveness().status()).isEqualTo(ProbeStatus.DUE);
      probesIn(60);
    }

    @Test
    void isNotMadeIfTheEndOfAConnectionProvesNothing() {
      given(withLivenessProbes(roundRobinOf(2)));
      probing();
      assertThat(happens(LIVENESS_PASSED)).containsExactly(DROP_LIVENESS_PROBE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isDisabledWithoutLivenessProbes(int servers) {
      given(MachineStory.rules(servers, false, 0, true));
      connectedForTenSeconds();
      assertThat(happens(RECEIPT_OVERDUE)).isEmpty();
      assertThat(story.wantsTimer()).isFalse();
    }

    @Test
    void makesEventsOfTheOldConnectionIgnored() {
      probing();
      happens(LIVENESS_PASSED, RENEWAL_READY);
      Signal lost = story.current(CONNECTION_LOST);
      Signal missed = story.current(RECEIPT_MISSED);
      happens(RESTED);
      State renewed = story.state();
      assertThat(story.happens(lost)).isEmpty();
      assertThat(story.happens(missed)).isEmpty();
      assertThat(story.state()).isEqualTo(renewed);
    }

    @Test
    void isHandledAsAnyLostConnectionWhenItIsLost() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      isRenewed();
      assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RENEWAL_READY", "RESTED"})
    void ignoresEventsBeforeItIsConnected(Trigger trigger) {
      probing(); // the TCP connection is not established
      State before = story.state();
      assertThat(happens(trigger)).isEmpty();
      assertThat(story.state()).isEqualTo(before);
    }

    @Test
    void isDroppedIfTheConnectionIsLostDuringItsCompletionOrTheRest() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_PASSED);
      assertThat(happens(CONNECTION_LOST)).containsExactly(DROP_LIVENESS_PROBE, CONNECT);
      happens(CONNECTED);
      happens(seconds(1), TIMER, LIVENESS_PASSED, RENEWAL_READY);
      assertThat(happens(CONNECTION_LOST)).containsExactly(DROP_LIVENESS_PROBE, CONNECT);
      assertThat(liveness()).isEqualTo(Liveness.OFF);
    }
  }

  @Nested
  class TheScheduleOfRenewals {

    @Test
    void growsFromOneSecondToTheIntervalAfterALoss() {
      reconnected();
      for (double expected : new double[] {1, 2, 4, 8, 16, 32, 60, 60}) {
        probesIn(expected);
        isRenewed();
      }
    }

    @ParameterizedTest(name = "random {0}: after 1 s, {1} s, {2} s")
    @CsvSource({"0.0, 1, 2", "0.5, 1.5, 3"})
    void isRandomisedWhileItGrows(double random, double second, double third) {
      reconnected();
      story.random(random);
      probesIn(1);
      isRenewed();
      probesIn(second);
      isRenewed();
      probesIn(third);
    }

    @Test
    void doesNotWaitForOneSecondIfTheIntervalIsShorter() {
      given(MachineStory.rules(1, false, seconds(0.3), true));
      happens(START, CONNECTED);
      happens(CONNECTION_LOST);
      happens(seconds(1), TIMER, CONNECTED); // after the wait of a failed round
      probesIn(0.3);
      isRenewed();
      probesIn(0.3);
    }

    @ParameterizedTest(name = "random {0}: after {1} s")
    @CsvSource({"0.0, 30", "0.5, 45", "0.75, 52.5"})
    void startsAfterHalfToAllOfTheIntervalOnTheFirstConnection(double random, double expected) {
      story.random(random);
      happens(START, CONNECT_FAILED); // no loss
      happens(seconds(1), TIMER, CONNECTED);
      probesIn(expected);
      isRenewed();
      probesIn(60);
    }

    @Test
    void isThatOfALossIfAttemptsFailedInBetween() {
      connectedForTenSeconds();
      happens(CONNECTION_LOST, CONNECT_FAILED);
      happens(seconds(1), TIMER, CONNECTED);
      probesIn(1);
    }

    @Test
    void isThatOfALossAfterTwoFailedLivenessProbes() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_FAILED);
      happens(seconds(60), TIMER, LIVENESS_FAILED, CONNECTED);
      probesIn(1);
    }

    @Test
    void isThatOfTheFirstConnectionAfterAFailback() {
      given(withRenewals(failbackOf(2)));
      connectedForTenSeconds();
      happens(CONNECTION_LOST, CONNECTED); // on the failover server
      story.renewable(false);
      for (int probe = 0; probe < 3; probe++) {
        happens(seconds(60), TIMER, PROBE_PASSED, LIVENESS_PASSED);
      }
      assertThat(happens(PROBE_READY, RESTED)).contains(ADOPT_PROBE);
      probesIn(60);
    }

    @Test
    void measuresFromStartToStartAndStartsALateOneAtOnce() {
      reconnected();
      probesIn(1);
      happens(seconds(0.5), LIVENESS_PASSED, RENEWAL_READY);
      happens(seconds(0.25), RESTED);
      probesIn(1.25);
      happens(seconds(5), LIVENESS_PASSED, RENEWAL_READY, RESTED);
      assertThat(story.secondsToWait()).isZero();
      assertThat(happens(TIMER)).containsExactly(START_LIVENESS_PROBE);
    }

    @Test
    void isThatOfLivenessProbesIfRenewalsAreDisabled() {
      given(withLivenessProbes(roundRobinOf(2)));
      connectedForTenSeconds();
      happens(CONNECTION_LOST, CONNECTED);
      probesIn(60);
    }
  }

  @Nested
  class AFailedTcpConnect {

    @Test
    void keepsTheConnectionInUseTheFirstTime() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      assertThat(happens(LIVENESS_FAILED)).containsExactly(DROP_LIVENESS_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(liveness().failures()).isEqualTo(1);
      probesIn(60);
    }

    @Test
    void countsStillIfTheHostCouldNotBeAskedInBetween() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_FAILED);
      assertThat(happens(seconds(60), TIMER, LIVENESS_UNKNOWN))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE);
      assertThat(liveness().failures()).isEqualTo(1);
      assertThat(happens(seconds(60), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE, ABANDON_CONNECTION, CONNECT);
    }

    @Test
    void thatCouldNotAskTheHostIsNoFailure() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_UNKNOWN);
      happens(seconds(60), TIMER, LIVENESS_UNKNOWN);
      assertThat(liveness().failures()).isZero();
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void isALossAfterTwoConsecutiveFailuresIfThereIsAnotherServer() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_FAILED);
      assertThat(happens(seconds(60), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE, ABANDON_CONNECTION, CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void neverClosesTheConnectionOfTheOnlyServer() {
      probing();
      for (int expected : new int[] {1, 2, 2, 2}) {
        assertThat(happens(LIVENESS_FAILED)).containsExactly(DROP_LIVENESS_PROBE);
        assertThat(liveness().failures()).isEqualTo(expected);
        assertThat(story.state().isUnanswered()).isEqualTo(expected == 2);
        probesIn(60);
      }
      assertThat(happens(LIVENESS_PASSED)).containsExactly(COMPLETE_RENEWAL);
      assertThat(liveness().failures()).isZero();
      assertThat(story.state().isUnanswered()).isFalse();
    }

    @Test
    void isNoFailureOnceItWasEstablished() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_FAILED);
      happens(seconds(60), TIMER, LIVENESS_PASSED, RENEWAL_FAILED); // the host is up
      assertThat(happens(seconds(60), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }
  }

  @Nested
  class ARenewalThatFails {

    /** The number of passing liveness probes until one becomes a renewal. */
    private int probesUntilTheNextTry() {
      int probes = 1;
      probesIn(60);
      while (happens(LIVENESS_PASSED).equals(List.of(DROP_LIVENESS_PROBE))) {
        probes++;
        probesIn(60);
      }
      return probes;
    }

    @Test
    void isRetriedAfterTwiceTheWaitUpToOneHour() {
      probing();
      assertThat(happens(LIVENESS_PASSED, RENEWAL_FAILED))
          .containsExactly(COMPLETE_RENEWAL, DROP_LIVENESS_PROBE);
      for (int minutes : new int[] {2, 4, 8, 16, 32, 60, 60}) {
        assertThat(probesUntilTheNextTry()).isEqualTo(minutes);
        happens(RENEWAL_FAILED);
        assertThat(liveness().failures()).isZero();
      }
    }

    @Test
    void isNoFailureIfTheServerResetsTheSecondConnectionAtOnce() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_FAILED);
      happens(seconds(60), TIMER);
      assertThat(happens(RENEWAL_FAILED)).containsExactly(DROP_LIVENESS_PROBE);
      assertThat(liveness().failures()).isZero();
      assertThat(probesUntilTheNextTry()).isEqualTo(2);
    }

    @Test
    void doesNotPreventTheDetectionOfADeadHost() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_PASSED, RENEWAL_FAILED);
      probesIn(60);
      happens(LIVENESS_FAILED);
      probesIn(60);
      assertThat(happens(LIVENESS_FAILED)).contains(ABANDON_CONNECTION);
    }

    @Test
    void isRetriedAfterTheIntervalIfThatIsLongerThanOneHour() {
      given(MachineStory.rules(1, false, seconds(7200), true));
      happens(START, CONNECTED);
      happens(seconds(7200), TIMER, LIVENESS_PASSED, RENEWAL_FAILED);
      probesIn(7200);
      assertThat(happens(LIVENESS_PASSED)).containsExactly(COMPLETE_RENEWAL);
    }

    @Test
    void doublesTheShortWaitAfterALoss() {
      reconnected();
      probesIn(1);
      happens(LIVENESS_PASSED, RENEWAL_FAILED);
      probesIn(2);
      assertThat(happens(LIVENESS_PASSED, RENEWAL_FAILED))
          .containsExactly(COMPLETE_RENEWAL, DROP_LIVENESS_PROBE);
      probesIn(4);
      assertThat(happens(LIVENESS_PASSED, RENEWAL_FAILED))
          .containsExactly(COMPLETE_RENEWAL, DROP_LIVENESS_PROBE);
    }

    @Test
    void isNotDelayedByProbesThatWereNotRenewals() {
      probing();
      happens(RENEWAL_FAILED); // rejected before the TCP connect was reported
      probesIn(60);
      happens(RENEWAL_FAILED);
      probesIn(60);
      assertThat(happens(LIVENESS_PASSED)).containsExactly(COMPLETE_RENEWAL);
    }

    @Test
    void isForgottenAfterTheNextSuccess() {
      probing();
      happens(LIVENESS_PASSED, RENEWAL_FAILED);
      assertThat(probesUntilTheNextTry()).isEqualTo(2);
      happens(RENEWAL_READY, RESTED, RECEIPT_GIVEN);
      assertThat(probesUntilTheNextTry()).isEqualTo(1);
      happens(RENEWAL_FAILED);
      assertThat(probesUntilTheNextTry()).isEqualTo(2);
    }

    @Test
    void duringTheRestResumesTheConnectionInUse() {
      given(withRenewals(roundRobinOf(2)));
      probing();
      happens(LIVENESS_PASSED, RENEWAL_READY);
      long inUse = story.state().generation();
      assertThat(happens(RENEWAL_FAILED)).containsExactly(DROP_LIVENESS_PROBE, RESUME);
      assertThat(story.state().generation()).isEqualTo(inUse);
      assertThat(happens(RESTED)).as("too late").isEmpty();
      assertThat(probesUntilTheNextTry()).isEqualTo(2);
    }
  }

  @Nested
  class AServerThatGivesNoReceipts {

    private void isRenewedWith(Trigger outcome) {
      isRenewed();
      happens(outcome);
    }

    @Test
    void getsOnlyLivenessProbesAfterTwoConsecutiveMisses() {
      probing();
      isRenewedWith(RECEIPT_MISSED);
      probesIn(60);
      isRenewedWith(RECEIPT_MISSED);
      for (int probe = 0; probe < 3; probe++) {
        probesIn(60);
        assertThat(happens(LIVENESS_PASSED)).containsExactly(DROP_LIVENESS_PROBE);
      }
    }

    @Test
    void hasItsMissesResetByAReceipt() {
      probing();
      isRenewedWith(RECEIPT_MISSED);
      probesIn(60);
      isRenewedWith(RECEIPT_GIVEN);
      probesIn(60);
      isRenewedWith(RECEIPT_MISSED);
      probesIn(60);
      isRenewed();
    }

    @Test
    void getsRenewalsAgainAfterAReconnect() {
      probing();
      isRenewedWith(RECEIPT_MISSED);
      probesIn(60);
      isRenewedWith(RECEIPT_MISSED);
      happens(CONNECTION_LOST, CONNECTED);
      probesIn(1);
      isRenewed();
    }

    @Test
    void getsNoEarlierProbeForAnOverdueReceipt() {
      probing();
      isRenewedWith(RECEIPT_MISSED);
      probesIn(60);
      isRenewedWith(RECEIPT_MISSED);
      happens(RECEIPT_OVERDUE);
      assertThat(story.secondsToWait()).isEqualTo(60);
    }
  }

  @Nested
  class AnOverdueReceipt {

    @Test
    void makesALivenessProbeDueAtOnce() {
      connectedForTenSeconds();
      assertThat(happens(seconds(1), RECEIPT_OVERDUE)).isEmpty();
      assertThat(story.secondsToWait()).isZero();
      assertThat(happens(TIMER)).containsExactly(START_LIVENESS_PROBE);
      isRenewed();
      probesIn(60);
    }

    @Test
    void changesNothingWhileALivenessProbeIsInProgress() {
      probing();
      for (Trigger trigger : List.of(LIVENESS_PASSED, RENEWAL_READY)) {
        State before = story.state();
        assertThat(happens(RECEIPT_OVERDUE)).isEmpty();
        assertThat(story.state()).isEqualTo(before);
        happens(trigger);
      }
    }

    @Test
    void changesNothingWithoutRenewals() {
      given(withLivenessProbes(roundRobinOf(2)));
      connectedForTenSeconds();
      happens(RECEIPT_OVERDUE);
      assertThat(story.secondsToWait()).isEqualTo(50);
    }
  }

  @Nested
  class TheRestBeforeAFailback {

    /** 180 s on the failover server; the third probe of the primary is being completed. */
    private void completingTheProbe() {
      given(withRenewals(failbackOf(2)));
      story.renewable(false);
      happens(START, CONNECT_FAILED, CONNECTED); // both kinds of probe start at 60, 120, 180
      happens(seconds(60), TIMER, PROBE_PASSED, LIVENESS_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED, LIVENESS_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      story.renewable(true);
    }

    @Test
    void happensBeforeTheConnectionInUseIsReplaced() {
      completingTheProbe();
      happens(LIVENESS_FAILED);
      long probe = story.state().probes().generation();
      assertThat(happens(PROBE_READY)).containsExactly(REST);
      assertThat(story.server()).isEqualTo(1);
      assertThat(happens(RESTED)).containsExactly(ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(story.state().generation()).isEqualTo(probe);
    }

    @Test
    void dropsALivenessProbe() {
      completingTheProbe();
      assertThat(happens(PROBE_READY)).containsExactly(DROP_LIVENESS_PROBE, REST);
    }

    @Test
    void dropsARenewalThatIsBeingCompleted() {
      completingTheProbe();
      happens(LIVENESS_PASSED);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_LIVENESS_PROBE, REST);
    }

    @Test
    void takesOverTheRestOfARenewal() {
      completingTheProbe();
      happens(LIVENESS_PASSED, RENEWAL_READY);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_LIVENESS_PROBE);
      assertThat(happens(RESTED)).containsExactly(ADOPT_PROBE);
    }

    @Test
    void endsWhenTheProbeFailsAndLivenessProbesContinue() {
      completingTheProbe();
      happens(PROBE_READY);
      assertThat(happens(seconds(0.1), PROBE_FAILED)).containsExactly(DROP_PROBE, RESUME);
      assertThat(story.server()).isEqualTo(1);
      assertThat(story.probesPassed()).isZero();
      assertThat(happens(seconds(59.9), TIMER)).containsExactly(START_PROBE, START_LIVENESS_PROBE);
    }

    @Test
    void startsNoLivenessProbeAndSetsNoTimerForIt() {
      completingTheProbe();
      happens(PROBE_READY);
      assertThat(story.wantsTimer()).isFalse();
      assertThat(happens(seconds(100), TIMER)).isEmpty();
      happens(PROBE_FAILED);
      assertThat(story.secondsToWait()).isNotPositive();
      assertThat(happens(TIMER)).containsExactly(START_PROBE, START_LIVENESS_PROBE);
    }

    @Test
    void endsAtOnceWithTheFailbackIfTheConnectionInUseIsLost() {
      completingTheProbe();
      happens(PROBE_READY);
      assertThat(happens(CONNECTION_LOST)).containsExactly(ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(story.phase()).isEqualTo(Phase.UNPROVEN);
      probesIn(1); // short, because it follows a loss
    }

    @Test
    void isSkippedIfNotConnected() {
      completingTheProbe();
      happens(CONNECTION_LOST);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_CONNECT, ADOPT_PROBE);
      happens(CONNECTED);
      probesIn(1);
    }
  }
}
