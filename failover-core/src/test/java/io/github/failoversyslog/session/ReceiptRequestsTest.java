package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts at position 1000 and 100 s; an answer is overdue after 10 s. */
class ReceiptRequestsTest {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long BEGIN = millis(100_000);

  private final ReceiptRequests requests = ReceiptRequests.inPairs(millis(10_000));

  ReceiptRequestsTest() {
    requests.begin(1000, BEGIN);
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }

  private static long after(long millis) {
    return BEGIN + millis(millis);
  }

  @Test
  void makesNoRequestBeforeAWrite() {
    assertThat(requests.dueAtNanos(1000)).isEqualTo(NEVER);
    assertThat(requests.dueAtNanos(1016)).isEqualTo(BEGIN);
    assertThat(requests.provenTo()).isEqualTo(1000);
    assertThat(requests.wereMade()).isFalse();
  }

  @Test
  void makesTheNextRequests200MillisecondsLaterIfMoreWasWritten() {
    requests.asked(1016, after(50));
    assertThat(requests.answered(2)).isTrue();
    assertThat(requests.dueAtNanos(1016)).as("nothing is new").isEqualTo(NEVER);
    assertThat(requests.dueAtNanos(1032)).isEqualTo(after(250));
    requests.asked(1032, after(400));
    assertThat(requests.answered(4)).isTrue();
    assertThat(requests.dueAtNanos(1048)).isEqualTo(after(600));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 3", "2, 4", "3, 5", "3, 6", "500, 999", "500, 1000"})
  void aPairIsConfirmedWhenAllButOneAnswerHaveArrived(long pairs, long answers) {
    for (long pair = 1; pair < pairs; pair++) {
      requests.asked(1000 + pair * 16, after(pair * 1000));
      assertThat(requests.answered(2 * pair - 1)).isTrue();
    }
    requests.asked(1000 + pairs * 16, after(pairs * 1000));
    assertThat(requests.answered(2 * pairs - 2)).as("of the pair before").isFalse();
    assertThat(requests.provenTo()).isEqualTo(1000 + (pairs - 1) * 16);
    assertThat(requests.answered(answers)).isTrue();
    assertThat(requests.provenTo()).isEqualTo(1000 + pairs * 16);
    assertThat(requests.answered(2 * pairs)).as("confirmed before").isFalse();
    assertThat(requests.provenTo()).isEqualTo(1000 + pairs * 16);
  }

  @Test
  void aServerThatNeverAnswersGetsOnlyOnePair() {
    requests.asked(1016, after(0));
    assertThat(requests.answered(0)).isFalse();
    assertThat(requests.dueAtNanos(5000)).isEqualTo(NEVER);
    assertThat(requests.overdueAtNanos()).isEqualTo(NEVER);
    assertThat(requests.tellOverdue(after(1_000_000))).isFalse();
    assertThat(requests.areAnswered()).isFalse();
    assertThat(requests.provenTo()).isEqualTo(1000);
  }

  @Test
  void aLateAnswerCountsLikeAnyOther() {
    requests.asked(1016, after(0));
    requests.answered(2);
    requests.asked(1032, after(300));
    assertThat(requests.dueAtNanos(1048)).isEqualTo(NEVER);
    assertThat(requests.tellOverdue(after(3_600_000))).isTrue();
    assertThat(requests.answered(3)).isTrue();
    assertThat(requests.provenTo()).isEqualTo(1032);
    assertThat(requests.areAnswered()).isTrue();
    assertThat(requests.dueAtNanos(1048)).isEqualTo(after(500));
  }

  @Test
  void reportsAnOverdueAnswerOncePerPair() {
    requests.asked(1016, after(0));
    requests.answered(1);
    assertThat(requests.overdueAtNanos()).as("nothing is awaited").isEqualTo(NEVER);
    assertThat(requests.areAnswered()).isTrue();
    requests.asked(1032, after(1000));
    assertThat(requests.overdueAtNanos()).isEqualTo(after(11_000));
    assertThat(requests.tellOverdue(after(10_999))).isFalse();
    assertThat(requests.areAnswered()).isTrue();
    assertThat(requests.tellOverdue(after(11_000))).isTrue();
    assertThat(requests.areAnswered()).isFalse();
    assertThat(requests.tellOverdue(after(20_000))).isFalse();
    assertThat(requests.overdueAtNanos()).isEqualTo(NEVER);
    requests.answered(3);
    requests.asked(1048, after(30_000));
    assertThat(requests.tellOverdue(after(40_000))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 1_000_000})
  void moreAnswersThanRequestsProveNothing(long answers) {
    requests.asked(1016, after(0));
    assertThat(requests.answered(answers)).isFalse();
    assertThat(requests.provenTo()).isEqualTo(1000);
    assertThat(requests.dueAtNanos(1032)).as("it is asked no more").isEqualTo(NEVER);
    assertThat(requests.areAnswered()).isFalse();
  }

  @Test
  void surplusAnswersDoNotRevokeEarlierProofs() {
    requests.asked(1016, after(0));
    requests.answered(2);
    assertThat(requests.answered(3)).isFalse();
    assertThat(requests.provenTo()).isEqualTo(1016);
    assertThat(requests.areAnswered()).isFalse();
    assertThat(requests.overdueAtNanos()).isEqualTo(NEVER);
  }

  @Test
  void aServerThatSendsUnrequestedKeyUpdatesGetsNoRequests() {
    assertThat(requests.answered(1)).isFalse();
    assertThat(requests.dueAtNanos(1016)).isEqualTo(NEVER);
  }

  @Test
  void provesNothingForMessagesThatWillBeWrittenAgain() {
    requests.asked(1064, after(0));
    requests.rewound(1032);
    assertThat(requests.answered(1)).isTrue();
    assertThat(requests.provenTo()).isEqualTo(1032);
    assertThat(requests.dueAtNanos(1048)).as("written again").isEqualTo(after(200));
    requests.rewound(900); // messages of an earlier connection
    assertThat(requests.provenTo()).isEqualTo(900);
    assertThat(requests.dueAtNanos(916)).isEqualTo(after(200));
    requests.asked(1080, after(1000));
    requests.answered(3);
    assertThat(requests.provenTo()).isEqualTo(1080);
  }

  @ParameterizedTest
  @CsvSource({"0, 999, true", "1, 999, true", "2, 10, false", "0, 1000, false"})
  void aLossSoonAfterTheFirstPairMayBeCausedByIt(int answers, int millis, boolean harmed) {
    assertThat(requests.mayHaveHarmed(after(1))).as("nothing was asked for").isFalse();
    requests.asked(1016, after(0));
    requests.answered(answers);
    assertThat(requests.mayHaveHarmed(after(millis))).isEqualTo(harmed);
  }

  @Test
  void makesNoRequestsIfThereAreToBeNone() {
    ReceiptRequests none = ReceiptRequests.none();
    none.begin(1000, BEGIN);
    assertThat(none.dueAtNanos(2000)).isEqualTo(NEVER);
    assertThat(none.answered(0)).isFalse();
    assertThat(none.areAnswered()).isFalse();
    assertThat(none.overdueAtNanos()).isEqualTo(NEVER);
  }
}
