package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are in milliseconds. */
class HalfCloseTest {

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }

  @ParameterizedTest(name = "round trip {0} ms, last write at {1} ms: rested at {2} ms")
  @CsvSource({
    "0, 50, 250",
    "1, 50, 250",
    "100, 0, 200",
    "200, 0, 300",
    "300, 50, 500",
    "7000, 50, 1050"
  })
  void restsFor200MillisecondsOrOneAndAHalfRoundTripsUpToOneSecond(
      long roundTrip, long writtenAt, long restedAt) {
    HalfClose halfClose = new HalfClose(true, nanos(roundTrip));
    halfClose.written(nanos(10));
    halfClose.written(nanos(writtenAt));
    assertThat(halfClose.restedAtNanos()).isEqualTo(nanos(restedAt));
    assertThat(halfClose.dueAtNanos()).isEqualTo(nanos(restedAt));
  }

  @Test
  void mayRestFromALaterTime() {
    HalfClose halfClose = new HalfClose(true, 0);
    halfClose.written(nanos(10));
    halfClose.restFrom(nanos(70));
    assertThat(halfClose.restedAtNanos()).isEqualTo(nanos(270));
  }

  @Test
  void doesNotRestIfNothingWasWrittenOrNoProofIsNeeded() {
    assertThat(new HalfClose(true, 0).restedAtNanos()).isZero();
    HalfClose withAnswers = new HalfClose(false, nanos(300));
    withAnswers.written(nanos(10));
    assertThat(withAnswers.restedAtNanos()).isZero();
  }

  @ParameterizedTest(name = "half-closed at {0} ms, ended by {1} at {2} ms: proof {3}")
  @CsvSource({
    "250, END_OF_STREAM, 250, true", // the rest is over
    "249, END_OF_STREAM, 278, false", // the round trip is 30 ms
    "249, END_OF_STREAM, 279, true",
    "250, BROKEN, 900, false"
  })
  void acceptsAnEndOfStreamOnlyAsAResponse(long doneAt, Loss loss, long endedAt, boolean proof) {
    HalfClose halfClose = new HalfClose(true, nanos(30));
    halfClose.written(nanos(50));
    halfClose.notLaterThan(nanos(doneAt));
    assertThat(halfClose.dueAtNanos()).isEqualTo(nanos(doneAt));
    assertThat(halfClose.isDone()).isFalse();
    halfClose.begins(nanos(doneAt));
    halfClose.done(nanos(doneAt));
    assertThat(halfClose.isDone()).isTrue();
    assertThat(halfClose.isProof(loss, nanos(endedAt))).isEqualTo(proof);
  }

  @ParameterizedTest
  @CsvSource({"250, true", "249, false"})
  void theProofNeedsNoLongerRestThanSinceTheLastWrite(long doneAt, boolean proof) {
    HalfClose halfClose = new HalfClose(true, nanos(30));
    halfClose.written(nanos(50));
    halfClose.restFrom(nanos(100));
    halfClose.begins(nanos(doneAt));
    halfClose.done(nanos(doneAt));
    assertThat(halfClose.isProof(Loss.END_OF_STREAM, nanos(doneAt))).isEqualTo(proof);
  }

  /** The process was suspended while the output was shut down. */
  @Test
  void aRoundTripCountsFromTheEndOfTheHalfClose() {
    HalfClose halfClose = new HalfClose(true, nanos(30));
    halfClose.written(nanos(50));
    assertThat(halfClose.provesFromNanos()).isEqualTo(Long.MAX_VALUE);
    halfClose.begins(nanos(249));
    halfClose.done(nanos(400));
    assertThat(halfClose.provesFromNanos()).isEqualTo(nanos(430));
    assertThat(halfClose.isProof(Loss.END_OF_STREAM, nanos(429))).isFalse();
    assertThat(halfClose.isProof(Loss.END_OF_STREAM, nanos(430))).isTrue();
  }

  @Test
  void aSessionWithAnswersNeedsNoRest() {
    HalfClose halfClose = new HalfClose(false, nanos(30));
    halfClose.written(nanos(50));
    halfClose.begins(nanos(51));
    halfClose.done(nanos(51));
    assertThat(halfClose.provesFromNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(halfClose.isProof(Loss.END_OF_STREAM, nanos(52))).isTrue();
  }

  @Test
  void acceptsNoEndOfStreamBeforeOurs() {
    HalfClose halfClose = new HalfClose(true, 0);
    halfClose.written(0);
    assertThat(halfClose.isProof(Loss.END_OF_STREAM, nanos(10_000))).isFalse();
  }
}
