package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Action.ADOPT_PROBE;
import static io.github.failoversyslog.failover.Action.COMPLETE_PROBE;
import static io.github.failoversyslog.failover.Action.CONNECT;
import static io.github.failoversyslog.failover.Action.DROP_CONNECT;
import static io.github.failoversyslog.failover.Action.DROP_PROBE;
import static io.github.failoversyslog.failover.Action.START_PROBE;
import static io.github.failoversyslog.failover.MachineStory.failbackOf;
import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.Trigger.CONNECTED;
import static io.github.failoversyslog.failover.Trigger.CONNECTION_LOST;
import static io.github.failoversyslog.failover.Trigger.CONNECT_FAILED;
import static io.github.failoversyslog.failover.Trigger.FAIL_BACK_NOW;
import static io.github.failoversyslog.failover.Trigger.PROBE_PASSED;
import static io.github.failoversyslog.failover.Trigger.PROBE_READY;
import static io.github.failoversyslog.failover.Trigger.RESTED;
import static io.github.failoversyslog.failover.Trigger.START;
import static io.github.failoversyslog.failover.Trigger.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A primary that accepts connections and soon ends them does not keep the failover servers from
 * being tried. Probes are due after 45 s, then every 60 s.
 */
class FailoverMachineShortPrimaryTest {
  private final MachineStory story = new MachineStory(failbackOf(3));

  private List<Action> happens(Trigger... triggers) {
    return story.happens(triggers);
  }

  private List<Action> happens(long laterNanos, Trigger... triggers) {
    return story.happens(laterNanos, triggers);
  }

  @Test
  void doesNotInterruptAnAttemptByItsProbes() {
    happens(START, CONNECTED, CONNECTION_LOST);
    assertThat(happens(seconds(45), TIMER, PROBE_PASSED)).containsExactly(START_PROBE, DROP_PROBE);
    assertThat(story.server()).isEqualTo(1);
    assertThat(story.phase()).isEqualTo(Phase.CONNECTING);
    assertThat(happens(CONNECT_FAILED)).containsExactly(DROP_CONNECT, CONNECT);
    assertThat(story.server()).isEqualTo(2);
  }

  @Test
  void isUsedAgainAfterAPassedProbeWhenTheRoundHasFailed() {
    happens(START, CONNECTED, CONNECTION_LOST);
    happens(CONNECT_FAILED, CONNECT_FAILED, CONNECT_FAILED);
    assertThat(story.phase()).isEqualTo(Phase.WAITING);
    happens(seconds(0.5), TIMER); // connecting server 1
    assertThat(happens(seconds(44.5), TIMER, PROBE_PASSED, PROBE_READY))
        .containsExactly(START_PROBE, COMPLETE_PROBE, DROP_CONNECT, ADOPT_PROBE);
  }

  @Test
  void isFailedBackToByProbesThatPassedDuringAnAttempt() {
    happens(START, CONNECTED, CONNECTION_LOST);
    happens(seconds(45), TIMER, PROBE_PASSED);
    happens(seconds(60), TIMER, PROBE_PASSED);
    happens(seconds(60), TIMER, PROBE_PASSED);
    assertThat(happens(seconds(60), TIMER, PROBE_PASSED)).containsExactly(START_PROBE, DROP_PROBE);
    assertThat(story.probesPassed()).isEqualTo(3);
    happens(CONNECTED); // server 1
    assertThat(happens(seconds(60), TIMER, PROBE_PASSED))
        .containsExactly(START_PROBE, COMPLETE_PROBE);
  }

  @Test
  void isUsedAtOnceIfAnOperatorAsks() {
    happens(START, CONNECTED, CONNECTION_LOST);
    assertThat(happens(FAIL_BACK_NOW, PROBE_PASSED, PROBE_READY))
        .containsExactly(START_PROBE, COMPLETE_PROBE, DROP_CONNECT, ADOPT_PROBE);
  }

  @Test
  void doesNotInterruptAnAttemptByAProbeThatWasEnoughForTheServerLostMeanwhile() {
    happens(START, CONNECTED, CONNECTION_LOST);
    happens(seconds(45), TIMER, PROBE_PASSED);
    happens(seconds(60), TIMER, PROBE_PASSED);
    happens(seconds(59), CONNECTED); // server 1, for less than stableAfter
    happens(seconds(1), TIMER, PROBE_PASSED);
    happens(CONNECTION_LOST);
    assertThat(happens(PROBE_READY)).containsExactly(DROP_PROBE);
    assertThat(story.server()).isEqualTo(2);
  }

  @Test
  void interruptsAnAttemptIfItsConnectionWasStable() {
    happens(START, CONNECTED);
    happens(seconds(10), TIMER);
    happens(CONNECTION_LOST);
    assertThat(happens(seconds(45), TIMER, PROBE_PASSED, PROBE_READY))
        .containsExactly(START_PROBE, COMPLETE_PROBE, DROP_CONNECT, ADOPT_PROBE);
  }

  /** Server 1 is in use for 9 s, and the primary's probe, whose success is enough, is complete. */
  private void restsForTheFailback() {
    happens(START, CONNECTED, CONNECTION_LOST);
    happens(seconds(40), CONNECTED);
    happens(seconds(9), FAIL_BACK_NOW, PROBE_PASSED, PROBE_READY);
  }

  @Test
  void isFollowedByTheServerAfterTheOneThatWasLostBeforeIt() {
    restsForTheFailback();
    assertThat(happens(CONNECTION_LOST)).containsExactly(ADOPT_PROBE);
    assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
    assertThat(story.server()).isEqualTo(2);
  }

  @Test
  void isFollowedByTheServerThatWasLeftForIt() {
    happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECTED); // server 2
    happens(seconds(9), FAIL_BACK_NOW, PROBE_PASSED, PROBE_READY, RESTED);
    happens(CONNECTION_LOST);
    assertThat(story.server()).isEqualTo(2);
  }

  @Test
  void isFollowedByTheServerWhoseAttemptWasCancelledForIt() {
    happens(START, CONNECT_FAILED, CONNECT_FAILED);
    happens(seconds(45), TIMER, PROBE_PASSED, PROBE_READY);
    assertThat(happens(CONNECTION_LOST)).containsExactly(CONNECT);
    assertThat(story.server()).isEqualTo(2);
  }

  @Test
  void isFollowedByTheFirstFailoverServerOnceItWasStable() {
    restsForTheFailback();
    happens(CONNECTION_LOST);
    happens(seconds(10), TIMER);
    happens(CONNECTION_LOST);
    assertThat(story.server()).isEqualTo(1);
  }

  @Test
  void isFollowedByTheFirstFailoverServerIfThatWasStable() {
    happens(START, CONNECT_FAILED, CONNECT_FAILED, CONNECTED); // server 2
    happens(seconds(10), FAIL_BACK_NOW, PROBE_PASSED, PROBE_READY, RESTED);
    happens(CONNECTION_LOST);
    assertThat(story.server()).isEqualTo(1);
  }
}
