package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The budget is five seconds and begins at second 100. */
class ShutdownTest {
  private static final boolean REACHABLE = true;
  private static final boolean UNREACHABLE = false;

  private final Shutdown shutdown = new Shutdown();

  @BeforeEach
  void stop() {
    assertThat(shutdown.isRequested()).isFalse();
    assertThat(shutdown.wakeAtNanos(UNREACHABLE)).isEqualTo(Long.MAX_VALUE);
    shutdown.request(Duration.ofSeconds(5));
    assertThat(shutdown.isRequested()).isTrue();
    assertThat(shutdown.begins(seconds(100))).isTrue();
  }

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  @Test
  void beginsOnce() {
    assertThat(shutdown.begins(seconds(101))).isFalse();
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(105))).isTrue();
  }

  @Test
  void lastsAsLongAsTheBudgetWhileAServerIsThere() {
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(104.999))).isFalse();
    assertThat(shutdown.wakeAtNanos(REACHABLE)).isEqualTo(seconds(105));
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(105))).isTrue();
  }

  @Test
  void lastsHalfASecondWhenNoServerIsThere() {
    assertThat(shutdown.isTimeOver(UNREACHABLE, seconds(100.499))).isFalse();
    assertThat(shutdown.wakeAtNanos(UNREACHABLE)).isEqualTo(seconds(100.5));
    assertThat(shutdown.isTimeOver(UNREACHABLE, seconds(100.5))).isTrue();
  }

  @Test
  void lastsHalfASecondFromWhenTheServerWasLost() {
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(102))).isFalse();
    assertThat(shutdown.isTimeOver(UNREACHABLE, seconds(102.4))).isFalse();
    assertThat(shutdown.isTimeOver(UNREACHABLE, seconds(102.5))).isTrue();
  }

  @Test
  void neverLastsLongerThanTheBudget() {
    assertThat(shutdown.isTimeOver(REACHABLE, seconds(104.8))).isFalse();
    assertThat(shutdown.wakeAtNanos(UNREACHABLE)).isEqualTo(seconds(105));
  }

  @Test
  void isOverForALoopWithoutATurnOnceTheBudgetIs() {
    Shutdown other = new Shutdown();
    assertThat(other.isOverBeforeTheFirstTurn(seconds(100))).isFalse();
    other.request(Duration.ofSeconds(5));
    assertThat(other.isOverBeforeTheFirstTurn(seconds(200))).isFalse(); // it begins here
    assertThat(other.isOverBeforeTheFirstTurn(seconds(204.999))).isFalse();
    assertThat(other.isOverBeforeTheFirstTurn(seconds(205))).isTrue();
  }
}
