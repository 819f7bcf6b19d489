package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The connection in use begins to rest at 10 s, and is replaced at 20 s. */
class ReplacementTimingTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long REST_BEGINS = 10_000 * MILLISECOND;
  private static final long REPLACED = 20_000 * MILLISECOND;

  private final ReplacementTiming timing = new ReplacementTiming();
  private long polledAtNanos;

  /** The loop polls at this time. */
  private void polls(long nanos) {
    polledAtNanos = nanos;
  }

  @Test
  void aConnectionThatDoesNotRestNeverHasRested() {
    polls(REST_BEGINS);
    assertThat(timing.restedAtNanos(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(timing.hasRested(0, polledAtNanos)).isFalse();
    timing.rests(REST_BEGINS);
    assertThat(timing.hasRested(0, polledAtNanos)).isTrue();
    timing.restIsOver();
    assertThat(timing.hasRested(0, polledAtNanos)).isFalse();
  }

  /** The loop may have been suspended since its last poll, and the new connection ended. */
  @Test
  void aRestIsOverOnlyWhenAPollHasShownWhatHappenedInIt() {
    long rested = REST_BEGINS + 200 * MILLISECOND;
    timing.rests(REST_BEGINS);
    polls(rested - 1);
    assertThat(timing.restedAtNanos(rested)).isEqualTo(rested);
    assertThat(timing.hasRested(rested, polledAtNanos)).isFalse();
    polls(rested);
    assertThat(timing.hasRested(rested, polledAtNanos)).isTrue();
  }

  @Test
  void aRestTakesOneSecondEvenIfNotEverythingIsWritten() {
    long notWritten = Long.MAX_VALUE;
    timing.rests(REST_BEGINS);
    assertThat(timing.restedAtNanos(notWritten)).isEqualTo(REST_BEGINS + 1000 * MILLISECOND);
    polls(REST_BEGINS + 1000 * MILLISECOND - 1);
    assertThat(timing.hasRested(notWritten, polledAtNanos)).isFalse();
    polls(REST_BEGINS + 1000 * MILLISECOND);
    assertThat(timing.hasRested(notWritten, polledAtNanos)).isTrue();
  }

  /** The loop may have been suspended since its last poll, and the old connection ended. */
  @Test
  void messagesAreHeldBackUntilAPollHasShownWhatHappenedWithinASecond() {
    polls(REPLACED);
    assertThat(timing.isHeld(polledAtNanos)).isFalse();
    timing.holds(REPLACED);
    assertThat(timing.heldUntilNanos()).isEqualTo(REPLACED + 1000 * MILLISECOND);
    polls(REPLACED + 1000 * MILLISECOND - 1);
    assertThat(timing.isHeld(polledAtNanos)).isTrue();
    polls(REPLACED + 1000 * MILLISECOND);
    assertThat(timing.isHeld(polledAtNanos)).isFalse();
  }
}
