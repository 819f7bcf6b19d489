package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The window is 10 s, and the kernel holds nothing unless a test says so: what was written before
 * the last write has arrived. A position says when it was written: 100 per second.
 */
class ReleasePolicyTest {
  private ReleasePolicy policy = new ReleasePolicy(seconds(10), 0, 0, 0);

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** Writes every tenth of a second, up to this second. */
  private void writesUntil(int fromSecond, int toSecond) {
    for (int tenth = fromSecond * 10; tenth <= toSecond * 10; tenth++) {
      policy.written(tenth * 10L, seconds(tenth / 10.0));
    }
  }

  /** The server said something at this time. */
  private void alive(double second) {
    policy.heard(seconds(second));
  }

  /** A second connection to the server could be made at this time. */
  private void seen(double second) {
    policy.seen(seconds(second), seconds(second));
  }

  @Test
  void keepsWhatWasWrittenWithinTheWindow() {
    policy.written(100, seconds(1));
    alive(10.9);
    assertThat(policy.releasable(seconds(10.9))).isZero();
    alive(11);
    assertThat(policy.releasable(seconds(11))).isEqualTo(100);
  }

  @Test
  void releasesUpToTheWindowWhileTheConnectionGoesOn() {
    writesUntil(0, 60);
    assertThat(policy.releasable(seconds(60))).isEqualTo(5000);
    alive(65);
    assertThat(policy.releasable(seconds(65))).isEqualTo(5500);
    alive(70);
    assertThat(policy.releasable(seconds(70))).isEqualTo(6000);
  }

  @Test
  void keepsWhatWasWrittenSinceTheLastSignOfLifeHoweverLongAgoThatWas() {
    writesUntil(0, 60);
    alive(61);
    assertThat(policy.releasable(seconds(1000))).isEqualTo(5100);
  }

  @Test
  void takesBytesBeyondWhatTheKernelHoldsForASignOfLife() {
    policy = new ReleasePolicy(seconds(10), 500, 0, 0);
    writesUntil(0, 60);
    assertThat(policy.releasable(seconds(60))).isEqualTo(4500);
  }

  @Test
  void takesTheMakingOfTheConnectionForTheFirstSignOfLife() {
    policy = new ReleasePolicy(seconds(10), 1_000_000, 0, 0);
    writesUntil(0, 60);
    assertThat(policy.releasable(seconds(60))).isZero();
    assertThat(policy.resendFrom(Loss.SILENCE, seconds(60))).isZero();
  }

  @Test
  void trustsTheSightOfAHostOnlyWhenAKeepaliveWouldHaveShownThatItBooted() {
    policy.written(100, seconds(1));
    seen(11);
    assertThat(policy.releasable(seconds(71.9))).isZero();
    assertThat(policy.resendFrom(Loss.RESET, seconds(71.9))).isZero();
    assertThat(policy.releasable(seconds(72))).isEqualTo(100);
  }

  @Test
  void trustsTheSightOfAHostOnlyWhenWhatIsUnansweredWouldHaveBeenSentAgain() {
    policy.written(100, seconds(1));
    seen(101); // it may have booted now, and be told of the message 100 s later
    assertThat(policy.releasable(seconds(201.9))).isZero();
    assertThat(policy.releasable(seconds(202))).isEqualTo(100);
  }

  @Test
  void countsTheSightOfAHostFromWhenItWasAskedFor() {
    policy = new ReleasePolicy(seconds(10), 1_000_000, 0, 0);
    writesUntil(0, 60);
    policy.seen(seconds(50), seconds(60)); // the answer took ten seconds
    assertThat(policy.releasable(seconds(200))).isEqualTo(4000);
  }

  @Test
  void waitsForTheSightOfAHostThatIsWorthIt() {
    policy.written(100, seconds(1));
    seen(2); // within the window: of no use
    seen(12);
    seen(60); // later than needed
    assertThat(policy.releasable(seconds(73))).isEqualTo(100);
  }

  @Test
  void doesNotCountTimeInWhichNoBytesWereTakenAfterASignOfLife() {
    policy = new ReleasePolicy(seconds(10), 1_000_000, 0, 0);
    writesUntil(0, 60);
    policy.blocked(true, seconds(60));
    alive(100); // it lives, but reads nothing
    assertThat(policy.releasable(seconds(100))).isEqualTo(5000);
  }

  @Test
  void startsWithTheFirstPositionOfTheConnection() {
    policy = new ReleasePolicy(seconds(10), 0, 700, seconds(3));
    policy.written(800, seconds(4));
    assertThat(policy.releasable(seconds(5))).isEqualTo(700);
    assertThat(policy.resendFrom(Loss.RESET, seconds(5))).isEqualTo(700);
    alive(14);
    assertThat(policy.releasable(seconds(14))).isEqualTo(800);
  }

  @Test
  void letsNothingAgeWhileTheConnectionTakesNoBytes() {
    policy.written(100, seconds(1));
    policy.blocked(true, seconds(2));
    policy.blocked(false, seconds(1000));
    alive(1008.9);
    assertThat(policy.releasable(seconds(1008.9))).isZero();
    alive(1009);
    assertThat(policy.releasable(seconds(1009))).isEqualTo(100);
  }

  @Test
  void goesBackTheWholeWindowAfterAReset() {
    writesUntil(0, 60);
    assertThat(policy.resendFrom(Loss.RESET, seconds(60))).isEqualTo(5000);
  }

  /** The host may have been gone since the last sign of life, and be back. */
  @Test
  void goesBackTheWindowBeforeTheLastSignOfLifeAfterAReset() {
    policy = new ReleasePolicy(seconds(10), 500, 0, 0);
    writesUntil(0, 60);
    assertThat(policy.resendFrom(Loss.RESET, seconds(60))).isEqualTo(4500);
    assertThat(policy.resendFrom(Loss.RESET, seconds(100))).isEqualTo(4500);
  }

  @Test
  void goesBackTheWindowBeforeTheLastSignOfLifeAfterSilence() {
    policy = new ReleasePolicy(seconds(10), 500, 0, 0);
    writesUntil(0, 60);
    assertThat(policy.resendFrom(Loss.SILENCE, seconds(60))).isEqualTo(4500);
    assertThat(policy.resendFrom(Loss.SILENCE, seconds(100))).isEqualTo(4500);
  }

  @Test
  void goesBackTheWholeWindowAfterAStall() {
    writesUntil(0, 60);
    policy.blocked(true, seconds(60));
    assertThat(policy.resendFrom(Loss.SILENCE, seconds(70))).isEqualTo(5000);
  }

  @Test
  void goesBackOneSecondAfterTheEndOfTheStream() {
    writesUntil(0, 60);
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(60))).isEqualTo(5900);
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(60.5))).isEqualTo(5950);
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(62))).isEqualTo(6000);
  }

  @Test
  void goesBackOneSecondOfTakingBytesIfTheConnectionTookNoneBeforeTheEnd() {
    writesUntil(0, 60);
    policy.blocked(true, seconds(60));
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(69))).isEqualTo(5900);
  }

  @Test
  void goesBackNoFurtherThanTheWindowAfterTheEndOfTheStream() {
    policy = new ReleasePolicy(seconds(0.5), 0, 0, 0);
    writesUntil(0, 60);
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(60))).isEqualTo(5950);
  }

  @Test
  void sendsNothingAgainWithoutAWindow() {
    policy = new ReleasePolicy(0, 1_000_000, 0, 0);
    for (int i = 1; i <= 1000; i++) {
      policy.written(i, i);
      assertThat(policy.releasable(i)).isEqualTo(i);
      assertThat(policy.resendFrom(Loss.RESET, i)).isEqualTo(i);
      assertThat(policy.resendFrom(Loss.END_OF_STREAM, i)).isEqualTo(i);
    }
  }

  @Test
  void doesNotTakeWhatWasOnlyReadFromTheRingForWritten() {
    writesUntil(0, 60);
    policy.rewound(5500);
    alive(100);
    assertThat(policy.releasable(seconds(100))).isEqualTo(5500);
  }

  @Test
  void goesBackToWhereItWasRewoundEvenIfThatWasWrittenLongAgo() {
    writesUntil(0, 60);
    assertThat(policy.releasable(seconds(60))).isEqualTo(5000);
    policy.rewound(4000); // the ring had kept it for another connection
    alive(100);
    assertThat(policy.releasable(seconds(100))).isEqualTo(4000);
    policy.written(6000, seconds(101));
    alive(110);
    assertThat(policy.releasable(seconds(110))).isEqualTo(4000);
    alive(111);
    assertThat(policy.releasable(seconds(111))).isEqualTo(6000);
  }

  /** Early release would lose messages, and late release cost memory: at most 1 % of the window. */
  @Test
  void staysExactUnderMillionsOfWrites() {
    int perSecond = 100_000;
    for (int i = 1; i <= 30 * perSecond; i++) {
      policy.written(i, i * (seconds(1) / perSecond));
    }
    long exact = 20L * perSecond;
    assertThat(policy.resendFrom(Loss.RESET, seconds(30))).isBetween(exact - perSecond / 10, exact);
    assertThat(policy.resendFrom(Loss.END_OF_STREAM, seconds(30)))
        .isBetween(29L * perSecond - perSecond / 10, 29L * perSecond);
    alive(40);
    assertThat(policy.releasable(seconds(40))).isEqualTo(30L * perSecond);
  }

  @Test
  void staysExactWhenNobodyAsksForALongTime() {
    writesUntil(0, 3600);
    assertThat(policy.releasable(seconds(3600))).isBetween(358_990L, 359_000L);
  }
}
