package io.github.failoversyslog.engine;

import static io.github.failoversyslog.failover.Trigger.CONNECTED;
import static io.github.failoversyslog.failover.Trigger.CONNECTION_LOST;
import static io.github.failoversyslog.failover.Trigger.CONNECT_FAILED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_READY;
import static io.github.failoversyslog.failover.Trigger.RENEWAL_READY;
import static io.github.failoversyslog.failover.Trigger.RESTED;
import static io.github.failoversyslog.failover.Trigger.RETRY_NOW;
import static io.github.failoversyslog.failover.Trigger.START;
import static io.github.failoversyslog.failover.Trigger.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Conditions;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The budget is 5 s and starts at 100 s. There are two servers. */
class ShutdownTest {
  private static final boolean REACHABLE = true;
  private static final boolean UNREACHABLE = false;
  private static final long SECOND = 1_000_000_000;

  private final Shutdown shutdown = new Shutdown(2);
  private FailoverMachine machine = machine(2, false);
  private State state = State.INITIAL;
  private double now = 90;

  private static FailoverMachine machine(int servers, boolean failback) {
    return machine(servers, failback, 0);
  }

  private static FailoverMachine machine(int servers, boolean failback, long livenessNanos) {
    return new FailoverMachine(
        new Rules(
            servers,
            failback,
            SECOND,
            1,
            livenessNanos,
            true,
            10 * SECOND,
            new Backoff(60 * SECOND, 60 * SECOND)));
  }

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private void stops() {
    assertThat(shutdown.isRequested()).isFalse();
    assertThat(shutdown.wakeAtNanos(UNREACHABLE)).isEqualTo(Long.MAX_VALUE);
    shutdown.request(Duration.ofSeconds(5));
    assertThat(shutdown.isRequested()).isTrue();
    assertThat(shutdown.begins(seconds(100))).isTrue();
    now = 100;
  }

  /** The triggers happen now, to the current connection or probe. */
  private void happens(Trigger... triggers) {
    happens(shutdown, triggers);
  }

  private void happens(Shutdown told, Trigger... triggers) {
    for (Trigger trigger : triggers) {
      State before = state;
      long generation =
          switch (trigger) {
            case PROBE_PASSED, PROBE_READY -> before.probes().generation();
            case LIVENESS_PASSED, RENEWAL_READY -> before.liveness().generation();
            default -> before.generation();
          };
      Conditions conditions = new Conditions(seconds(now), true, 0.5);
      state = machine.step(before, Signal.of(trigger, generation), conditions).state();
      told.changed(before, trigger, state, seconds(now));
    }
  }

  private void bothServersFailUntil102() {
    happens(START);
    stops();
    now = 100.1;
    happens(CONNECT_FAILED);
    now = 102;
    happens(CONNECT_FAILED);
  }

  private void endsAt(boolean reachable, double second) {
    endsAt(shutdown, reachable, second);
  }

  private static void endsAt(Shutdown which, boolean reachable, double second) {
    assertThat(which.wakeAtNanos(reachable)).isEqualTo(seconds(second));
    assertThat(which.isTimeOver(reachable, seconds(second) - 1)).isFalse();
    if (!reachable) {
      assertThat(which.isTimeOver(false, seconds(second))).isTrue();
    }
  }

  @Test
  void startsOnce() {
    stops();
    assertThat(shutdown.begins(seconds(101))).isFalse();
    assertThat(shutdown.halfTimeNanos(seconds(101))).as("of 4 s").isEqualTo(seconds(103));
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(105))).isTrue();
  }

  @Test
  void lastsForTheBudgetWhileAServerIsConnected() {
    stops();
    endsAt(REACHABLE, 105);
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(105))).isTrue();
  }

  @Test
  void lastsForTheBudgetWhileTheFirstAttemptIsInProgress() {
    happens(START);
    stops();
    endsAt(UNREACHABLE, 105);
  }

  @Test
  void lastsForTheBudgetWhileOneServerHasNotFailed() {
    happens(START);
    stops();
    now = 100.1;
    happens(CONNECT_FAILED);
    assertThat(state.phase()).as("the next one is tried").isEqualTo(Phase.CONNECTING);
    endsAt(UNREACHABLE, 105);
  }

  @Test
  void triesEveryServerOnceMoreWhenMessagesOfAnOlderConnectionComeBack() {
    bothServersFailUntil102();
    shutdown.returned(seconds(99), seconds(102.4));
    assertThat(shutdown.isServerLeft()).isTrue();
    endsAt(UNREACHABLE, 105);
  }

  @Test
  void triesNoServerOnceMoreWhenMessagesOfAConnectionMadeSinceComeBack() {
    bothServersFailUntil102();
    shutdown.returned(seconds(100), seconds(102.4));
    assertThat(shutdown.isServerLeft()).isFalse();
    endsAt(UNREACHABLE, 102.5);
  }

  @Test
  void endsHalfASecondAfterTheLastServerFailed() {
    bothServersFailUntil102();
    endsAt(UNREACHABLE, 102.5);
  }

  @Test
  void isNotExtendedByFurtherFailures() {
    happens(START);
    stops();
    happens(CONNECT_FAILED, CONNECT_FAILED, RETRY_NOW, CONNECT_FAILED);
    now = 100.4;
    happens(CONNECT_FAILED);
    endsAt(UNREACHABLE, 100.5);
  }

  @Test
  void ignoresFailuresBeforeTheStop() {
    happens(START, CONNECT_FAILED, CONNECT_FAILED);
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
    stops();
    assertThat(shutdown.isServerLeft()).isTrue();
    endsAt(UNREACHABLE, 105);
    happens(RETRY_NOW, CONNECT_FAILED, CONNECT_FAILED);
    assertThat(shutdown.isServerLeft()).isFalse();
    endsAt(UNREACHABLE, 100.5);
  }

  @Test
  void hasNoServerLeftBeforeTheStopFor() {
    happens(START);
    assertThat(shutdown.isServerLeft()).as("nothing is hurried").isFalse();
  }

  @Test
  void doesNotCountTheLossOfAConnectionFromBeforeTheStopAsAFailure() {
    happens(START, CONNECTED);
    stops();
    now = 101;
    happens(CONNECTION_LOST);
    now = 101.1;
    happens(CONNECT_FAILED);
    endsAt(UNREACHABLE, 105);
    now = 102;
    happens(RETRY_NOW, CONNECT_FAILED);
    endsAt(UNREACHABLE, 102.5);
  }

  @Test
  void countsTheLossOfAConnectionMadeSinceTheStopAsAFailure() {
    happens(START);
    stops();
    happens(CONNECTED, CONNECTION_LOST, CONNECTED, CONNECTION_LOST);
    endsAt(UNREACHABLE, 100.5);
  }

  @Test
  void doesNotCountTheLossOfARenewalIfItsConnectionIsFromBeforeTheStop() {
    machine = machine(2, false, 9 * SECOND);
    happens(START, CONNECTED);
    now = 99;
    happens(TIMER, LIVENESS_PASSED, RENEWAL_READY);
    stops();
    long old = state.generation();
    happens(RESTED);
    assertThat(state.generation()).isNotEqualTo(old);
    now = 101;
    happens(CONNECTION_LOST, CONNECT_FAILED);
    endsAt(UNREACHABLE, 105);
    now = 102;
    happens(CONNECT_FAILED);
    endsAt(UNREACHABLE, 102.5);
  }

  @Test
  void countsTheLossOfARenewalIfItsConnectionWasMadeSinceTheStop() {
    machine = machine(2, false, SECOND / 10);
    happens(START);
    stops();
    happens(CONNECTED);
    now = 100.1;
    happens(TIMER, LIVENESS_PASSED, RENEWAL_READY, RESTED);
    assertThat(state.phase()).isEqualTo(Phase.UNPROVEN);
    happens(CONNECTION_LOST, CONNECT_FAILED);
    endsAt(UNREACHABLE, 100.6);
  }

  @Test
  void countsTheLossOfAProbesConnectionAdoptedSinceTheStop() {
    machine = machine(2, true);
    happens(START, CONNECT_FAILED, CONNECTED);
    now = 99;
    happens(TIMER, PROBE_PASSED);
    stops();
    happens(PROBE_READY, RESTED);
    assertThat(state.server()).isZero();
    happens(CONNECTION_LOST, CONNECT_FAILED);
    endsAt(UNREACHABLE, 100.5);
  }

  @Test
  void triesFailoverServersAndPrimaryInFailbackMode() {
    machine = machine(2, true);
    happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECT_FAILED);
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
    stops();
    happens(RETRY_NOW, CONNECT_FAILED);
    endsAt(UNREACHABLE, 105);
    happens(CONNECT_FAILED);
    endsAt(UNREACHABLE, 100.5);
  }

  @Test
  void endsHalfASecondAfterTheOnlyServerHasFailed() {
    machine = machine(1, false);
    Shutdown ofOne = new Shutdown(1);
    happens(ofOne, START);
    ofOne.request(Duration.ofSeconds(5));
    ofOne.begins(seconds(100));
    endsAt(ofOne, UNREACHABLE, 105);
    now = 101;
    happens(ofOne, CONNECT_FAILED);
    endsAt(ofOne, UNREACHABLE, 101.5);
  }

  @Test
  void endsHalfASecondAfterTheServerWasLost() {
    happens(START);
    stops();
    happens(CONNECT_FAILED, CONNECT_FAILED);
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(102))).isFalse();
    endsAt(UNREACHABLE, 102.5);
  }

  @Test
  void neverLastsLongerThanTheBudget() {
    happens(START);
    stops();
    happens(CONNECT_FAILED, CONNECT_FAILED);
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(104.8))).isFalse();
    assertThat(shutdown.wakeAtNanos(UNREACHABLE)).isEqualTo(seconds(105));
  }

  @Test
  void isOverAfterTheBudgetForALoopWithoutATurn() {
    assertThat(shutdown.isOverBeforeTheFirstTurn(seconds(100))).isFalse();
    shutdown.request(Duration.ofSeconds(5));
    assertThat(shutdown.isOverBeforeTheFirstTurn(seconds(200))).isFalse(); // it starts here
    assertThat(shutdown.isOverBeforeTheFirstTurn(seconds(204.999))).isFalse();
    assertThat(shutdown.isOverBeforeTheFirstTurn(seconds(205))).isTrue();
  }
}
