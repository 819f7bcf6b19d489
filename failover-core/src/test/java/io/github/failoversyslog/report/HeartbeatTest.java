package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One is due after 30 s. */
class HeartbeatTest {
  private static final long SECOND = 1_000_000_000;

  private final Heartbeat heartbeat = new Heartbeat(30 * SECOND);
  private long writtenTo = 100;

  private boolean isDueAt(long second) {
    return heartbeat.isDue(second * SECOND, true, true, writtenTo);
  }

  private boolean isDueUnconnectedAt(long second) {
    return heartbeat.isDue(second * SECOND, false, false, writtenTo);
  }

  private boolean isDueBlockedAt(long second) {
    return heartbeat.isDue(second * SECOND, true, false, writtenTo);
  }

  @Test
  void isDueOncePerIntervalWhileNothingIsWritten() {
    assertThat(isDueAt(5)).isFalse();
    assertThat(heartbeat.wakeAtNanos(true)).isEqualTo(35 * SECOND);
    assertThat(isDueAt(34)).isFalse();
    assertThat(isDueAt(35)).isTrue();
    assertThat(heartbeat.wakeAtNanos(true)).isEqualTo(65 * SECOND);
    assertThat(isDueAt(36)).isFalse();
    assertThat(isDueAt(65)).isTrue();
  }

  @Test
  void countsFromTheLastMessage() {
    isDueAt(5);
    writtenTo += 50;
    assertThat(isDueAt(20)).isFalse();
    assertThat(isDueAt(49)).isFalse();
    writtenTo -= 20; // written again
    assertThat(isDueAt(50)).isFalse();
    assertThat(isDueAt(79)).isFalse();
    assertThat(isDueAt(80)).isTrue();
  }

  @Test
  void countsFromTheConnectionIfThatWasLater() {
    isDueAt(5);
    assertThat(isDueUnconnectedAt(60)).isFalse();
    assertThat(isDueAt(61)).isFalse();
    assertThat(isDueAt(89)).isFalse();
    assertThat(isDueAt(90)).isTrue();
  }

  @Test
  void waitsForAConnectionThatAcceptsNoMessages() {
    isDueAt(5);
    assertThat(isDueBlockedAt(60)).isFalse();
    assertThat(heartbeat.wakeAtNanos(false)).isEqualTo(Long.MAX_VALUE);
    assertThat(isDueAt(61)).isTrue();
  }

  @Test
  void isNeverDueWithoutAnInterval() {
    Heartbeat none = new Heartbeat(0);
    for (int year = 0; year < 100; year++) {
      assertThat(none.isDue(year * 365L * 86_400 * SECOND, true, true, 0)).isFalse();
    }
    assertThat(none.wakeAtNanos(true)).isEqualTo(Long.MAX_VALUE);
  }
}
