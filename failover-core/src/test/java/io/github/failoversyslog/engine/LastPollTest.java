package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.session.Loss;
import org.junit.jupiter.api.Test;

class LastPollTest {
  private final LastPoll lastPoll = new LastPoll(3);

  @Test
  void anEndOfStreamMayHaveArrivedAtAnyTimeSinceIt() {
    assertThat(lastPoll.atNanos()).isEqualTo(3);
    assertThat(lastPoll.openAtNanos(Loss.END_OF_STREAM, 10)).isEqualTo(3);
    lastPoll.polled(8);
    assertThat(lastPoll.openAtNanos(Loss.END_OF_STREAM, 10)).isEqualTo(8);
    assertThat(lastPoll.openAtNanos(Loss.BROKEN, 10)).isEqualTo(10);
  }

  /** The time of a poll is read before it, so another reading may be older. */
  @Test
  void neitherIsLaterThanNow() {
    lastPoll.polled(8);
    assertThat(lastPoll.openAtNanos(Loss.END_OF_STREAM, 7)).isEqualTo(7);
  }
}
