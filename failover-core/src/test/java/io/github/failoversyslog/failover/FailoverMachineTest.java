package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Action.ABANDON_CONNECTION;
import static io.github.failoversyslog.failover.Action.ADOPT_PROBE;
import static io.github.failoversyslog.failover.Action.CLOSE_ALL;
import static io.github.failoversyslog.failover.Action.COMPLETE_PROBE;
import static io.github.failoversyslog.failover.Action.CONNECT;
import static io.github.failoversyslog.failover.Action.DRAIN_CONNECTION;
import static io.github.failoversyslog.failover.Action.DROP_CONNECT;
import static io.github.failoversyslog.failover.Action.DROP_LIVENESS_PROBE;
import static io.github.failoversyslog.failover.Action.DROP_PROBE;
import static io.github.failoversyslog.failover.Action.REST;
import static io.github.failoversyslog.failover.Action.START_LIVENESS_PROBE;
import static io.github.failoversyslog.failover.Action.START_PROBE;
import static io.github.failoversyslog.failover.Action.USE_CONNECTION;
import static io.github.failoversyslog.failover.MachineStory.failbackOf;
import static io.github.failoversyslog.failover.MachineStory.roundRobinOf;
import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.MachineStory.withLivenessProbes;
import static io.github.failoversyslog.failover.MachineStory.withRenewals;
import static io.github.failoversyslog.failover.Trigger.ALL_WRITTEN;
import static io.github.failoversyslog.failover.Trigger.CONNECTED;
import static io.github.failoversyslog.failover.Trigger.CONNECTION_LOST;
import static io.github.failoversyslog.failover.Trigger.CONNECT_FAILED;
import static io.github.failoversyslog.failover.Trigger.FAIL_BACK_NOW;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_FAILED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_FAILED;
import static io.github.failoversyslog.failover.Trigger.PROBE_NOW;
import static io.github.failoversyslog.failover.Trigger.PROBE_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_READY;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_GIVEN;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_MISSED;
import static io.github.failoversyslog.failover.Trigger.RECEIPT_OVERDUE;
import static io.github.failoversyslog.failover.Trigger.RENEWAL_READY;
import static io.github.failoversyslog.failover.Trigger.RESTED;
import static io.github.failoversyslog.failover.Trigger.RETRY_NOW;
import static io.github.failoversyslog.failover.Trigger.START;
import static io.github.failoversyslog.failover.Trigger.STOP;
import static io.github.failoversyslog.failover.Trigger.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Server 0 is the primary. The random part of every signal is 0.5, unless a test changes it. */
class FailoverMachineTest {
  private static final int PRIMARY = 0;

  private MachineStory story = new MachineStory(roundRobinOf(3));

  private void given(Rules rules) {
    story = new MachineStory(rules);
  }

  private List<Action> happens(Trigger... triggers) {
    return story.happens(triggers);
  }

  private List<Action> happens(long laterNanos, Trigger... triggers) {
    return story.happens(laterNanos, triggers);
  }

  @Test
  void doesNothingBeforeTheStart() {
    assertThat(story.wantsTimer()).isFalse();
    assertThat(happens(seconds(100), TIMER)).isEmpty();
    assertThat(story.phase()).isEqualTo(Phase.IDLE);
  }

  @Nested
  class WhenAnOperatorAsks {

    @Test
    void thePrimaryIsProbedWithoutTheInterval() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED);
      assertThat(happens(seconds(1), PROBE_NOW)).containsExactly(START_PROBE);
      assertThat(happens(PROBE_PASSED)).containsExactly(DROP_PROBE);
      assertThat(story.probesPassed()).isEqualTo(1);
      assertThat(story.secondsToWait()).isEqualTo(9); // to stable; the next probe is after 60 s
    }

    @Test
    void oneProbeAtATimeIsEnough() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED, PROBE_NOW);
      assertThat(happens(PROBE_NOW)).isEmpty();
    }

    @Test
    void onePassedProbeLeadsToTheFailback() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED);
      assertThat(happens(FAIL_BACK_NOW)).containsExactly(START_PROBE);
      assertThat(happens(PROBE_PASSED)).containsExactly(COMPLETE_PROBE);
      assertThat(story.probesPassed()).isEqualTo(1);
      assertThat(happens(PROBE_READY)).containsExactly(REST);
      assertThat(happens(RESTED)).containsExactly(ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void theProbeThatIsUnderWayLeadsToTheFailback() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED, PROBE_NOW);
      assertThat(happens(FAIL_BACK_NOW)).isEmpty();
      assertThat(happens(PROBE_PASSED)).containsExactly(COMPLETE_PROBE);
    }

    @Test
    void aFailedProbeEndsTheRequest() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED, FAIL_BACK_NOW);
      assertThat(happens(PROBE_FAILED)).containsExactly(DROP_PROBE);
      happens(PROBE_NOW);
      assertThat(happens(PROBE_PASSED)).containsExactly(DROP_PROBE);
    }

    @Test
    void nothingHappensOnThePrimaryOrWithoutFailback() {
      given(failbackOf(2));
      happens(START, CONNECTED);
      assertThat(happens(PROBE_NOW, FAIL_BACK_NOW)).isEmpty();
      given(roundRobinOf(2));
      happens(START, CONNECT_FAILED, CONNECTED);
      assertThat(happens(PROBE_NOW, FAIL_BACK_NOW)).isEmpty();
    }
  }

  @Nested
  class WithRoundRobin {

    @Test
    void thePrimaryIsTriedFirst() {
      assertThat(happens(START)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void theNextServerIsTriedAtOnceWhenAConnectFails() {
      happens(START);
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @ParameterizedTest(name = "after {0} s")
    @CsvSource({"0.5", "9.999", "10", "3600"})
    void theNextServerIsTriedAtOnceWhenAConnectionIsLost(double livedSeconds) {
      happens(START, CONNECTED);
      assertThat(happens(seconds(livedSeconds), TIMER, CONNECTION_LOST)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void thePrimaryFollowsTheLastServer() {
      happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECTED); // on the last server
      happens(seconds(10), TIMER);
      assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void aWorkingFailoverServerIsKeptAndThePrimaryIsNotProbed() {
      happens(START, CONNECT_FAILED, CONNECTED);
      assertThat(happens(seconds(10), TIMER)).isEmpty();
      assertThat(story.wantsTimer()).isFalse();
      assertThat(happens(seconds(1_000_000), TIMER)).isEmpty();
      assertThat(story.server()).isEqualTo(1);
      assertThat(story.phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void onlyACompleteFailedRoundWaits() {
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT);
      assertThat(story.phase()).isEqualTo(Phase.WAITING);
      assertThat(story.secondsToWait()).isEqualTo(0.5);
      assertThat(happens(seconds(0.499), TIMER)).isEmpty();
      assertThat(happens(seconds(0.001), TIMER)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void aRoundStartsAtAnyServerAndTriesEveryServerOnce() {
      happens(START, CONNECT_FAILED, CONNECTED); // on server 1
      happens(seconds(10), TIMER);
      assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT); // 2
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT); // 0
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT); // 1
      assertThat(story.server()).isEqualTo(1);
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT);
      assertThat(happens(seconds(0.5), TIMER)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(2);
    }

    @Test
    void serversThatAcceptAndCloseCountAsFailedTries() {
      happens(START, CONNECTED);
      happens(seconds(9.999), TIMER, CONNECTION_LOST, CONNECTED);
      happens(seconds(9.999), TIMER, CONNECTION_LOST, CONNECTED);
      assertThat(happens(seconds(9.999), TIMER, CONNECTION_LOST)).isEmpty();
      assertThat(story.phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void aConnectionThatIsUpForStableAfterStartsANewRound() {
      happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECTED);
      happens(seconds(10), TIMER, CONNECTION_LOST);
      assertThat(happens(CONNECT_FAILED, CONNECT_FAILED))
          .containsExactly(DROP_CONNECT, CONNECT, DROP_CONNECT, CONNECT);
      assertThat(story.server()).isEqualTo(2);
    }
  }

  @Nested
  class TheWait {

    @Test
    void doublesWithEveryFailedRoundUpToTheMaximum() {
      given(roundRobinOf(2));
      happens(START);
      for (double expected : new double[] {0.5, 1, 2, 4, 8, 16, 30, 30}) {
        happens(CONNECT_FAILED, CONNECT_FAILED);
        assertThat(story.secondsToWait()).isEqualTo(expected);
        assertThat(happens(seconds(expected), TIMER)).containsExactly(CONNECT);
      }
    }

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource({"0.0, 0", "0.25, 0.25", "0.875, 0.875"})
    void isARandomPartOfItsMaximum(double random, double expectedSeconds) {
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      story.random(random);
      happens(CONNECT_FAILED);
      assertThat(story.secondsToWait()).isEqualTo(expectedSeconds);
    }

    @Test
    void keepsGrowingAfterAnUnstableConnection() {
      given(roundRobinOf(2));
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      happens(seconds(0.5), TIMER, CONNECTED);
      happens(seconds(5), CONNECTION_LOST, CONNECT_FAILED);
      assertThat(story.secondsToWait()).isEqualTo(1);
    }

    @Test
    void isResetAfterAStableConnection() {
      given(roundRobinOf(2));
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      happens(seconds(0.5), TIMER, CONNECTED);
      happens(seconds(10), TIMER, CONNECTION_LOST);
      happens(CONNECT_FAILED, CONNECT_FAILED);
      assertThat(story.secondsToWait()).isEqualTo(0.5);
    }
  }

  @Nested
  class WithASingleServer {

    @Test
    void itIsRetriedAtOnceWhenAStableConnectionIsLost() {
      given(roundRobinOf(1));
      happens(START, CONNECTED);
      assertThat(happens(seconds(10), TIMER, CONNECTION_LOST)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void everyFailedTryIsACompleteRound() {
      given(roundRobinOf(1));
      assertThat(happens(START, CONNECT_FAILED)).containsExactly(CONNECT, DROP_CONNECT);
      assertThat(story.secondsToWait()).isEqualTo(0.5);
      assertThat(happens(seconds(0.5), TIMER, CONNECTED)).containsExactly(CONNECT, USE_CONNECTION);
      assertThat(happens(seconds(5), CONNECTION_LOST)).isEmpty();
      assertThat(story.secondsToWait()).isEqualTo(1);
    }
  }

  @Nested
  class WithFailback {

    @Test
    void theFirstFailoverServerFollowsTheLast() {
      given(failbackOf(3));
      happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECTED); // on the last server
      happens(seconds(10), TIMER);
      assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void thePrimaryIsTriedAfterAllFailoverServersAndBeforeTheWait() {
      given(failbackOf(3));
      happens(START, CONNECT_FAILED, CONNECT_FAILED); // servers 0 and 1
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT);
      assertThat(story.secondsToWait()).isEqualTo(0.5);
      assertThat(happens(seconds(0.5), TIMER)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void aLostPrimaryIsRetriedAfterTheFailoverServers() {
      given(failbackOf(3));
      happens(START, CONNECTED);
      happens(seconds(10), TIMER, CONNECTION_LOST);
      assertThat(story.server()).isEqualTo(1);
      happens(CONNECT_FAILED);
      assertThat(story.server()).isEqualTo(2);
      happens(CONNECT_FAILED);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void aPrimaryReachedAtTheEndOfARoundIsUsedAndNotProbed() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      assertThat(happens(CONNECTED)).containsExactly(USE_CONNECTION);
      assertThat(story.server()).isEqualTo(PRIMARY);
      happens(seconds(10), TIMER);
      assertThat(story.wantsTimer()).isFalse();
    }

    @Test
    void aLossAfterStableAfterIsNoFailedTryEvenWithoutATimer() {
      given(failbackOf(3));
      happens(START, CONNECT_FAILED, CONNECTED); // on server 1
      happens(seconds(10), CONNECTION_LOST); // a new round: server 2, and then server 1 again
      happens(CONNECT_FAILED);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void everyServerOfTheRoundIsTriedBeforeTheWaitDespiteAProbe() {
      given(failbackOf(3));
      happens(START, CONNECT_FAILED, CONNECT_FAILED); // server 2 is being connected
      happens(seconds(45), TIMER, PROBE_PASSED, PROBE_READY); // not connected: adopted
      happens(seconds(1), CONNECTION_LOST);
      assertThat(story.server()).isEqualTo(2); // server 1 has failed in this round
      happens(CONNECT_FAILED);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }
  }

  @Nested
  class AProbe {

    private void onFailoverServer() {
      given(failbackOf(3));
      happens(START, CONNECTED);
      happens(seconds(10), TIMER);
      happens(CONNECTION_LOST, CONNECTED); // now on server 1; the first probe is due after 45 s
    }

    @ParameterizedTest(name = "random {0}: after {1} s")
    @CsvSource({"0.0, 30", "0.5, 45", "0.75, 52.5"})
    void startsAfterHalfToAllOfTheIntervalTheFirstTime(double random, double expectedSeconds) {
      given(failbackOf(2));
      happens(START, CONNECTED);
      happens(seconds(10), TIMER);
      story.random(random);
      happens(CONNECTION_LOST, CONNECTED);
      happens(seconds(10), TIMER);
      assertThat(story.secondsToWait()).isEqualTo(expectedSeconds - 10);
      assertThat(happens(seconds(expectedSeconds - 10.001), TIMER)).isEmpty();
      assertThat(happens(seconds(0.001), TIMER)).containsExactly(START_PROBE);
    }

    @Test
    void isAlsoMadeWhenThePrimaryWasNeverReached() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED);
      assertThat(happens(seconds(45), TIMER)).containsExactly(START_PROBE);
    }

    @Test
    void isCompletedAfterThreeConsecutiveSuccesses() {
      onFailoverServer();
      assertThat(happens(seconds(45), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, DROP_PROBE);
      assertThat(happens(seconds(60), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, DROP_PROBE);
      assertThat(happens(seconds(60), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, COMPLETE_PROBE);
      assertThat(story.server()).isEqualTo(1);
      assertThat(story.phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void isAdoptedOnceItIsReady() {
      onFailoverServer();
      long probe = threeProbesPass();
      assertThat(happens(PROBE_READY)).containsExactly(REST);
      assertThat(story.server()).isEqualTo(1);
      assertThat(happens(RESTED)).containsExactly(ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(story.state().generation()).isEqualTo(probe);
      assertThat(story.probesPassed()).isZero();
      happens(seconds(10), TIMER);
      assertThat(story.wantsTimer()).isFalse(); // no more probes
    }

    private long threeProbesPass() {
      happens(seconds(45), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      return story.state().probes().generation();
    }

    @Test
    void thatCannotBeCompletedHasFailedAndKeepsTheConnectionInUse() {
      onFailoverServer();
      threeProbesPass();
      assertThat(happens(PROBE_FAILED)).containsExactly(DROP_PROBE);
      assertThat(story.server()).isEqualTo(1);
      assertThat(happens(seconds(60), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, DROP_PROBE); // the count starts again
    }

    @Test
    void thatFailsResetsTheCount() {
      onFailoverServer();
      happens(seconds(45), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_FAILED);
      assertThat(story.probesPassed()).isZero();
      happens(seconds(60), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      assertThat(happens(seconds(60), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, COMPLETE_PROBE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE_PASSED", "PROBE_FAILED"})
    void startsOneIntervalAfterTheStartOfThePreviousOne(Trigger outcome) {
      onFailoverServer();
      happens(seconds(45), TIMER);
      happens(seconds(7), outcome);
      assertThat(story.secondsToWait()).isEqualTo(53);
      assertThat(happens(seconds(53), TIMER)).containsExactly(START_PROBE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE_PASSED", "PROBE_FAILED"})
    void thatTakesLongerThanTheIntervalDelaysTheNextWhichThenStartsAtOnce(Trigger outcome) {
      onFailoverServer();
      happens(seconds(45), TIMER);
      assertThat(happens(seconds(60), TIMER)).isEmpty(); // only one at a time
      happens(seconds(20), outcome);
      assertThat(story.secondsToWait()).isZero();
      assertThat(happens(TIMER)).containsExactly(START_PROBE);
      happens(seconds(1), outcome);
      assertThat(story.secondsToWait()).isEqualTo(59);
    }

    @Test
    void keepsItsCountWhenOneFailoverServerReplacesAnother() {
      onFailoverServer();
      happens(seconds(45), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      assertThat(happens(seconds(20), CONNECTION_LOST, CONNECTED))
          .containsExactly(CONNECT, USE_CONNECTION);
      assertThat(story.server()).isEqualTo(2);
      assertThat(story.probesPassed()).isEqualTo(2);
      assertThat(happens(seconds(40), TIMER, PROBE_PASSED))
          .containsExactly(START_PROBE, COMPLETE_PROBE);
    }

    @Test
    void continuesWhenTheFailoverServerIsLost() {
      onFailoverServer();
      happens(seconds(45), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER); // running
      assertThat(happens(CONNECTION_LOST, CONNECTED)).containsExactly(CONNECT, USE_CONNECTION);
      assertThat(happens(PROBE_PASSED)).containsExactly(DROP_PROBE);
      assertThat(story.probesPassed()).isEqualTo(2);
    }

    @Test
    void isCompletedAtOnceIfNotConnected() {
      onFailoverServer();
      happens(seconds(45), TIMER, CONNECTION_LOST); // connecting server 2
      assertThat(happens(PROBE_PASSED)).containsExactly(COMPLETE_PROBE);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_CONNECT, ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(story.phase()).isEqualTo(Phase.UNPROVEN);
    }

    @Test
    void continuesDuringTheWaitAndEndsIt() {
      given(failbackOf(2));
      story.random(0.96875);
      happens(START, CONNECT_FAILED); // the first probe is due after 59.0625 s
      for (double wait : new double[] {0.96875, 1.9375, 3.875, 7.75, 15.5}) {
        happens(CONNECT_FAILED, CONNECT_FAILED);
        assertThat(happens(seconds(wait), TIMER)).containsExactly(CONNECT);
      }
      happens(CONNECT_FAILED, CONNECT_FAILED); // a wait of 31 s, from 30.03125 s on
      assertThat(story.phase()).isEqualTo(Phase.WAITING);
      assertThat(happens(seconds(59.0625 - 30.03125), TIMER)).containsExactly(START_PROBE);
      assertThat(happens(PROBE_PASSED, PROBE_READY)).containsExactly(COMPLETE_PROBE, ADOPT_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void thatWasCompletedWhileNotConnectedIsOnlyCountedIfAConnectWasFaster() {
      onFailoverServer();
      happens(seconds(45), TIMER, CONNECTION_LOST, PROBE_PASSED); // COMPLETE_PROBE
      happens(CONNECTED); // server 2 was faster
      assertThat(happens(PROBE_READY)).containsExactly(DROP_PROBE);
      assertThat(story.server()).isEqualTo(2);
      assertThat(story.probesPassed()).isEqualTo(1);
    }

    @Test
    void replacesAConnectInProgressWhoseOutcomeIsIgnored() {
      onFailoverServer();
      threeProbesPass();
      happens(CONNECTION_LOST);
      Signal late = story.current(CONNECTED);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_CONNECT, ADOPT_PROBE);
      assertThat(story.happens(late)).isEmpty();
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @Test
    void isDelayedWhileThePrimaryIsBeingConnected() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED);
      happens(seconds(44), CONNECT_FAILED); // the primary's turn; a probe is due in one second
      assertThat(story.wantsTimer()).isFalse();
      assertThat(happens(seconds(5), TIMER)).isEmpty();
      happens(CONNECT_FAILED);
      assertThat(story.secondsToWait()).isNotPositive();
      assertThat(happens(TIMER)).containsExactly(START_PROBE);
    }

    @ParameterizedTest(name = "after {0}")
    @MethodSource("io.github.failoversyslog.failover.FailoverMachineTest#openProbes")
    void isDroppedWhenThePrimaryIsConnectedOtherwise(List<Trigger> triggers) {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED);
      happens(seconds(45), triggers.toArray(Trigger[]::new));
      happens(CONNECT_FAILED); // the failover server; the primary's turn
      assertThat(happens(CONNECTED)).containsExactly(USE_CONNECTION, DROP_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
      assertThat(story.probesPassed()).isZero();
    }

    @Test
    void countsFromZeroWhenThePrimaryFailedInTheRound() {
      given(failbackOf(2));
      happens(START, CONNECT_FAILED, CONNECTED);
      happens(seconds(45), TIMER, PROBE_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      happens(seconds(1), CONNECTION_LOST); // it was stable: a new round
      happens(CONNECT_FAILED, CONNECT_FAILED); // the failover server, the primary
      assertThat(story.phase()).isEqualTo(Phase.WAITING);
      assertThat(story.probesPassed()).isZero();
    }

    @Test
    void isScheduledAgainWhenThePrimaryIsLostAgain() {
      onFailoverServer();
      threeProbesPass();
      happens(PROBE_READY, RESTED);
      assertThat(happens(seconds(1), CONNECTION_LOST, CONNECTED))
          .containsExactly(CONNECT, USE_CONNECTION);
      assertThat(story.server()).isEqualTo(1);
      assertThat(story.probesPassed()).isZero();
      happens(seconds(10), TIMER);
      assertThat(story.secondsToWait()).isEqualTo(35);
    }
  }

  static Stream<List<Trigger>> openProbes() {
    return Stream.of(List.of(TIMER), List.of(TIMER, PROBE_PASSED));
  }

  @Nested
  class ALivenessProbe {

    private void onPrimary() {
      given(withLivenessProbes(roundRobinOf(2)));
      happens(START, CONNECTED); // the first liveness probe is due after 45 s
      happens(seconds(10), TIMER);
    }

    @Test
    void thatFailsTwiceInARowMeansALostConnection() {
      onPrimary();
      assertThat(happens(seconds(35), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE);
      assertThat(story.secondsToWait()).isEqualTo(60);
      assertThat(happens(seconds(60), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE, ABANDON_CONNECTION, CONNECT);
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void thatPassesResetsTheFailures() {
      onPrimary();
      happens(seconds(35), TIMER, LIVENESS_FAILED);
      happens(seconds(60), TIMER, LIVENESS_PASSED);
      assertThat(happens(seconds(60), TIMER, LIVENESS_FAILED))
          .containsExactly(START_LIVENESS_PROBE, DROP_LIVENESS_PROBE);
      assertThat(story.server()).isEqualTo(PRIMARY);
    }

    @ParameterizedTest(name = "random {0}: after {1} s")
    @CsvSource({"0.0, 30", "0.75, 52.5"})
    void startsAfterHalfToAllOfTheIntervalTheFirstTime(double random, double expectedSeconds) {
      given(withLivenessProbes(roundRobinOf(2)));
      story.random(random);
      happens(START, CONNECTED);
      happens(seconds(10), TIMER);
      assertThat(story.secondsToWait()).isEqualTo(expectedSeconds - 10);
    }

    @Test
    void thatTakesLongerThanTheIntervalDelaysTheNextWhichThenStartsAtOnce() {
      onPrimary();
      happens(seconds(35), TIMER);
      assertThat(happens(seconds(60), TIMER)).isEmpty();
      happens(seconds(1), LIVENESS_PASSED);
      assertThat(story.secondsToWait()).isZero();
    }

    @Test
    void isDroppedWithTheConnectionItWasFor() {
      onPrimary();
      happens(seconds(35), TIMER);
      assertThat(happens(CONNECTION_LOST)).containsExactly(DROP_LIVENESS_PROBE, CONNECT);
    }

    @Test
    void isDroppedAtTheFailback() {
      given(withLivenessProbes(failbackOf(2)));
      happens(START, CONNECT_FAILED, CONNECTED); // both kinds of probe are due after 45 s
      happens(seconds(45), TIMER, PROBE_PASSED, LIVENESS_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED, LIVENESS_PASSED);
      happens(seconds(60), TIMER, PROBE_PASSED);
      assertThat(happens(PROBE_READY)).containsExactly(DROP_LIVENESS_PROBE, REST);
      assertThat(happens(RESTED)).containsExactly(ADOPT_PROBE);
      happens(seconds(10), TIMER);
      assertThat(story.secondsToWait()).isEqualTo(35); // liveness probes of the primary from now on
    }

    @Test
    void isNotMadeIfDisabledOrWithoutAnotherServer() {
      for (Rules rules : List.of(roundRobinOf(2), withLivenessProbes(roundRobinOf(1)))) {
        given(rules);
        happens(START, CONNECTED);
        assertThat(happens(seconds(1_000_000), TIMER)).isEmpty();
        assertThat(story.wantsTimer()).isFalse();
      }
    }
  }

  @Nested
  class AnEventOf {

    @ParameterizedTest
    @EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {
          "START",
          "TIMER",
          "PROBE_NOW",
          "FAIL_BACK_NOW",
          "RETRY_NOW",
          "ALL_WRITTEN",
          "STOP"
        })
    void anOlderConnectionOrProbeIsIgnored(Trigger trigger) {
      given(withRenewals(failbackOf(3)));
      story.renewable(true);
      switch (trigger) {
        case CONNECTED, CONNECT_FAILED -> happens(START, CONNECT_FAILED);
        default -> happens(START, CONNECT_FAILED, CONNECTED);
      }
      if (trigger == RECEIPT_GIVEN) {
        happens(RECEIPT_MISSED);
      }
      if (trigger != RECEIPT_OVERDUE) {
        happens(seconds(45), TIMER); // both probes run
      }
      switch (trigger) {
        case RENEWAL_READY, RENEWAL_FAILED -> happens(LIVENESS_PASSED);
        case RESTED -> happens(LIVENESS_PASSED, RENEWAL_READY);
        default -> {}
      }
      if (trigger == PROBE_READY) {
        happens(PROBE_PASSED);
        happens(seconds(60), TIMER, PROBE_PASSED);
        happens(seconds(60), TIMER, PROBE_PASSED);
      }
      Signal current = story.current(trigger);
      Signal older = Signal.of(trigger, current.generation() - 1);
      State before = story.state();
      assertThat(story.happens(older)).isEmpty();
      assertThat(story.state()).isEqualTo(before);
      story.happens(current);
      assertThat(story.state()).as("the current one is not ignored").isNotEqualTo(before);
    }

    @Test
    void everyConnectionAndProbeHasItsOwnGeneration() {
      given(withLivenessProbes(failbackOf(2)));
      happens(START);
      long first = story.state().generation();
      happens(CONNECT_FAILED, CONNECTED);
      happens(seconds(45), TIMER);
      State state = story.state();
      assertThat(
              List.of(
                  first,
                  state.generation(),
                  state.probes().generation(),
                  state.liveness().generation()))
          .doesNotHaveDuplicates()
          .doesNotContain(State.NO_GENERATION);
    }

    @Test
    void aSecondStartIsIgnored() {
      happens(START, CONNECT_FAILED);
      assertThat(happens(START)).isEmpty();
      assertThat(story.server()).isEqualTo(1);
    }

    @Test
    void aConnectionThatHasEndedIsIgnored() {
      happens(START, CONNECTED);
      Signal lost = story.current(CONNECTION_LOST);
      happens(CONNECTION_LOST, CONNECTED); // server 1
      assertThat(story.happens(lost)).isEmpty();
      assertThat(story.server()).isEqualTo(1);
    }
  }

  @Nested
  class TheRetryNowSignal {

    @Test
    void endsAWait() {
      given(roundRobinOf(2));
      happens(START, CONNECT_FAILED, CONNECT_FAILED);
      assertThat(story.phase()).isEqualTo(Phase.WAITING);
      assertThat(happens(RETRY_NOW)).containsExactly(CONNECT);
      assertThat(story.server()).isEqualTo(0);
      assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT);
      assertThat(happens(CONNECT_FAILED))
          .as("the whole round failed again")
          .containsExactly(DROP_CONNECT);
    }

    @Test
    void changesNothingElse() {
      given(withLivenessProbes(failbackOf(2)));
      for (Trigger trigger : List.of(START, CONNECT_FAILED, CONNECTED)) {
        happens(trigger);
        State before = story.state();
        assertThat(happens(RETRY_NOW)).isEmpty();
        assertThat(story.state()).isEqualTo(before);
      }
    }
  }

  @Nested
  class TheAllWrittenSignal {

    @Test
    void drainsTheConnectionInUseWhichIsLostOnlyOnASignal() {
      happens(START, CONNECTED);
      State before = story.state();
      assertThat(happens(ALL_WRITTEN)).containsExactly(DRAIN_CONNECTION);
      assertThat(story.state()).isEqualTo(before);
      assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
    }

    @Test
    void isIgnoredForAnOlderConnectionOrWithoutOne() {
      happens(START);
      assertThat(happens(ALL_WRITTEN)).isEmpty();
      happens(CONNECTED);
      Signal older = story.current(ALL_WRITTEN);
      happens(CONNECTION_LOST, CONNECTED);
      assertThat(story.happens(older)).isEmpty();
    }
  }

  @Nested
  class TheStop {

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.failoversyslog.failover.FailoverMachineTest#phases")
    void closesEverythingAndIsFinal(String name, Consumer<MachineStory> before) {
      given(withRenewals(failbackOf(2)));
      story.renewable(true);
      before.accept(story);
      assertThat(happens(STOP)).containsExactly(CLOSE_ALL);
      assertThat(story.phase()).isEqualTo(Phase.STOPPED);
      assertThat(story.wantsTimer()).isFalse();
      State stopped = story.state();
      assertThat(happens(seconds(1000), Trigger.values())).isEmpty();
      assertThat(story.state()).isEqualTo(stopped);
    }
  }

  static Stream<Arguments> phases() {
    return Stream.of(
        given("idle", story -> {}),
        given("connecting", story -> story.happens(START)),
        given("unproven", story -> story.happens(START, CONNECTED)),
        given(
            "stable",
            story -> {
              story.happens(START, CONNECTED);
              story.happens(seconds(10), TIMER);
            }),
        given(
            "waiting",
            story -> story.happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECT_FAILED)),
        given(
            "connecting, probe running",
            story -> {
              story.happens(START, CONNECT_FAILED);
              story.happens(seconds(45), TIMER);
            }),
        given(
            "waiting, probe being completed",
            story -> {
              story.happens(START, CONNECT_FAILED);
              story.happens(seconds(45), TIMER, PROBE_PASSED, CONNECT_FAILED, CONNECT_FAILED);
            }),
        given(
            "connected, both probes running",
            story -> {
              story.happens(START, CONNECT_FAILED, CONNECTED);
              story.happens(seconds(45), TIMER);
            }),
        given(
            "connected, renewal being completed",
            story -> {
              story.happens(START, CONNECT_FAILED, CONNECTED);
              story.happens(seconds(44), RECEIPT_OVERDUE, TIMER, LIVENESS_PASSED);
            }),
        given(
            "connected, resting for a renewal",
            story -> {
              story.happens(START, CONNECT_FAILED, CONNECTED);
              story.happens(seconds(44), RECEIPT_OVERDUE, TIMER, LIVENESS_PASSED, RENEWAL_READY);
            }),
        given(
            "connected, resting for the failback",
            story -> {
              story.happens(START, CONNECT_FAILED, CONNECTED);
              story.happens(seconds(45), TIMER, PROBE_PASSED);
              story.happens(seconds(60), TIMER, PROBE_PASSED);
              story.happens(seconds(60), TIMER, PROBE_PASSED, PROBE_READY);
            }));
  }

  private static Arguments given(String name, Consumer<MachineStory> before) {
    return Arguments.of(name, before);
  }
}
