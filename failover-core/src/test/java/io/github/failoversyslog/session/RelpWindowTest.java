package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.session.RelpWindow.Answer;
import io.github.failoversyslog.wire.RelpFrames;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are at positions 0, 10, 20 and so on; the first one has transaction 1. */
class RelpWindowTest {
  private RelpWindow window = new RelpWindow(4, 0);

  private void given(int size, long transactionsUsed) {
    window = new RelpWindow(size, transactionsUsed);
  }

  /** Sends the message at this position and returns its transaction number. */
  private int sends(long position) {
    assertThat(window.hasRoom()).isTrue();
    int transaction = window.nextTransaction();
    window.sent(position);
    window.readTo(position + 10);
    return transaction;
  }

  private void sendsUpTo(long position) {
    for (long at = 0; at <= position; at += 10) {
      sends(at);
    }
  }

  /** Sends the message that was refused and returns its transaction number. */
  private int sendsAgain(long position) {
    assertThat(window.nextRefused()).isEqualTo(position);
    int transaction = window.nextTransaction();
    window.sentAgain();
    return transaction;
  }

  private Answer accepts(int transaction) {
    return window.answered(transaction, true);
  }

  private Answer refuses(int transaction) {
    return window.answered(transaction, false);
  }

  @Test
  void isEmptyAndAnsweredUpToItsStart() {
    window.readTo(700);
    assertThat(window.isEmpty()).isTrue();
    assertThat(window.answeredTo()).isEqualTo(700);
    assertThat(window.nextRefused()).isEqualTo(RelpWindow.NONE);
  }

  @Test
  void isAnsweredUpToTheFirstUnansweredMessage() {
    sendsUpTo(30);
    assertThat(window.answeredTo()).isZero();
    assertThat(accepts(3)).isEqualTo(Answer.ACCEPTED);
    assertThat(accepts(2)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isZero();
    assertThat(accepts(1)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(30);
    assertThat(accepts(4)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(40);
    assertThat(window.isEmpty()).isTrue();
  }

  @Test
  void countsFromTheOldestUnansweredMessageToTheNewest() {
    sendsUpTo(30);
    accepts(2);
    accepts(3);
    accepts(4);
    assertThat(window.hasRoom()).isFalse();
    accepts(1);
    assertThat(window.hasRoom()).isTrue();
  }

  @Test
  void hasRoomAgainOnceAQuarterIsFree() {
    given(8, 0);
    sendsUpTo(70);
    accepts(1);
    assertThat(window.hasRoom()).isFalse();
    accepts(2);
    assertThat(window.hasRoom()).isTrue();
    sends(80);
    assertThat(window.hasRoom()).as("to the last slot").isTrue();
  }

  @Test
  void numbersFramesWithoutAMessageToo() {
    assertThat(window.nextTransaction()).isEqualTo(1);
    window.sentOther();
    assertThat(sends(0)).isEqualTo(2);
    assertThat(accepts(1)).isEqualTo(Answer.UNKNOWN);
    assertThat(accepts(2)).isEqualTo(Answer.ACCEPTED);
  }

  @Test
  void resendsARefusedMessageOnceWithANewNumber() {
    sendsUpTo(20);
    assertThat(refuses(2)).isEqualTo(Answer.REFUSED);
    assertThat(sendsAgain(10)).isEqualTo(4);
    assertThat(window.nextRefused()).isEqualTo(RelpWindow.NONE);
    accepts(1);
    accepts(3);
    assertThat(window.answeredTo()).isEqualTo(10);
    assertThat(accepts(4)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(30);
  }

  @Test
  void givesUpAMessageThatIsRefusedTwice() {
    sendsUpTo(10);
    refuses(1);
    assertThat(refuses(sendsAgain(0))).isEqualTo(Answer.REJECTED);
    assertThat(window.nextRefused()).isEqualTo(RelpWindow.NONE);
    assertThat(window.answeredTo()).isEqualTo(10);
    assertThat(refuses(2)).as("another one has its own two tries").isEqualTo(Answer.REFUSED);
  }

  @Test
  void resendsRefusedMessagesInRingOrder() {
    sendsUpTo(30);
    refuses(4);
    refuses(2);
    assertThat(sendsAgain(10)).isEqualTo(5);
    refuses(1);
    assertThat(sendsAgain(0)).isEqualTo(6);
    assertThat(sendsAgain(30)).isEqualTo(7);
  }

  @Test
  void keepsRingOrderWhenSlotsWrapAround() {
    sendsSome(0, 4).forEach(this::accepts);
    List<Integer> next = sendsSome(40, 4);
    accepts(next.get(0));
    accepts(next.get(1));
    List<Integer> last = sendsSome(80, 2);
    refuses(last.get(0));
    refuses(next.get(2));
    sendsAgain(60);
    sendsAgain(80);
  }

  @Test
  void keepsARefusedMessageUnansweredUntilItIsSentAgain() {
    sends(0);
    refuses(1);
    assertThat(window.isEmpty()).isFalse();
    assertThat(window.answeredTo()).isZero();
    assertThat(accepts(1)).as("a second answer to the same").isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void reportsNumbersThatAreNotPendingAsUnknown() {
    assertThat(accepts(1)).as("before anything was sent").isEqualTo(Answer.UNKNOWN);
    sendsUpTo(10);
    for (int transaction : new int[] {0, 3, 4, 999_999_998, 999_999_999}) {
      assertThat(accepts(transaction)).as("%s", transaction).isEqualTo(Answer.UNKNOWN);
      assertThat(refuses(transaction)).as("%s", transaction).isEqualTo(Answer.UNKNOWN);
    }
    accepts(2);
    assertThat(accepts(2)).as("repeated").isEqualTo(Answer.UNKNOWN);
    accepts(1);
    assertThat(accepts(1)).as("repeated").isEqualTo(Answer.UNKNOWN);
    assertThat(window.answeredTo()).isEqualTo(20);
  }

  @Test
  void wrapsFromTheHighestTransactionNumberToOne() {
    given(4, RelpFrames.MAX_TRANSACTION - 2);
    assertThat(sends(0)).isEqualTo(999_999_998);
    assertThat(sends(10)).isEqualTo(999_999_999);
    assertThat(sends(20)).isEqualTo(1);
    assertThat(sends(30)).isEqualTo(2);
    assertThat(accepts(0)).isEqualTo(Answer.UNKNOWN);
    assertThat(accepts(3)).isEqualTo(Answer.UNKNOWN);
    assertThat(accepts(1)).isEqualTo(Answer.ACCEPTED);
    assertThat(accepts(999_999_998)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(10);
    assertThat(accepts(999_999_999)).isEqualTo(Answer.ACCEPTED);
    assertThat(accepts(1)).isEqualTo(Answer.UNKNOWN);
    assertThat(window.answeredTo()).isEqualTo(30);
  }

  @Test
  void ignoresAnswersToForgottenMessages() {
    sendsUpTo(30);
    accepts(3);
    window.forgetFrom(15);
    assertThat(window.answeredTo()).isZero();
    assertThat(sends(20)).isEqualTo(5);
    assertThat(sends(30)).isEqualTo(6);
    assertThat(accepts(4)).as("to the first sending").isEqualTo(Answer.LATE);
    assertThat(accepts(1)).isEqualTo(Answer.ACCEPTED);
    assertThat(accepts(2)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).as("what was answered is to be answered again").isEqualTo(20);
    assertThat(accepts(7)).isEqualTo(Answer.UNKNOWN);
    accepts(5);
    assertThat(accepts(5)).as("repeated").isEqualTo(Answer.UNKNOWN);
    accepts(6);
    assertThat(window.answeredTo()).isEqualTo(40);
  }

  @Test
  void isAnsweredAtMostUpToTheForgottenPosition() {
    sendsUpTo(20);
    accepts(1);
    accepts(2);
    accepts(3);
    window.forgetFrom(10);
    assertThat(window.answeredTo()).isEqualTo(10);
    window.forgetFrom(20);
    assertThat(window.answeredTo()).isEqualTo(10);
    assertThat(accepts(1)).as("nothing that waits was forgotten").isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void forgetsThatAMessageWasRefused() {
    sendsUpTo(10);
    refuses(2);
    assertThat(window.nextRefused()).isEqualTo(10);
    window.forgetFrom(10);
    assertThat(window.nextRefused()).isEqualTo(RelpWindow.NONE);
    assertThat(refuses(sends(10))).isEqualTo(Answer.REFUSED);
    assertThat(refuses(sendsAgain(10))).isEqualTo(Answer.REJECTED);
  }

  /** The largest number of messages that can be sent while one transaction is pending. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 1024, 100_000})
  void holdsTwoTransactionsPerMessageWhileTheOldestIsPending(int size) {
    given(size, 0);
    for (int round = 0; round < 3; round++) {
      long start = 20L * round * size;
      List<Integer> older = sendsSome(start, size - 1);
      long patient = start + 10L * (size - 1);
      int patientTransaction = sends(patient);
      acceptsAtTheSecondTry(start, older);
      assertThat(window.answeredTo()).isEqualTo(patient);
      List<Integer> younger = sendsSome(patient + 10, size - 1);
      assertThat(window.hasRoom()).isFalse();
      acceptsAtTheSecondTry(patient + 10, younger);
      assertThat(window.answeredTo()).isEqualTo(patient);
      assertThat(accepts(patientTransaction)).isEqualTo(Answer.ACCEPTED);
      assertThat(window.answeredTo()).isEqualTo(patient + 10L * size);
    }
  }

  private List<Integer> sendsSome(long start, int messages) {
    return IntStream.range(0, messages).mapToObj(i -> sends(start + 10L * i)).toList();
  }

  private void acceptsAtTheSecondTry(long start, List<Integer> transactions) {
    for (int transaction : transactions) {
      assertThat(refuses(transaction)).isEqualTo(Answer.REFUSED);
    }
    List<Integer> again =
        IntStream.range(0, transactions.size()).mapToObj(i -> sendsAgain(start + 10L * i)).toList();
    again.forEach(transaction -> assertThat(accepts(transaction)).isEqualTo(Answer.ACCEPTED));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void keepsTransactionsApartHoweverOftenMessagesAreForgotten(int size) {
    given(size, 0);
    int oldest = sends(0);
    for (int i = 0; i < 10_000; i++) {
      if (window.hasRoom()) {
        sends(10);
        window.forgetFrom(10);
      }
    }
    assertThat(window.hasRoom()).as("until the oldest is answered").isFalse();
    assertThat(accepts(oldest)).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(10);
    for (int i = 0; i < 10 * size; i++) {
      assertThat(accepts(sends(10 + 10L * i))).isEqualTo(Answer.ACCEPTED);
    }
  }

  @Test
  void aRefusedMessageWaitsForAFreeTransactionNumber() {
    int oldest = sends(0);
    refuses(sends(10));
    while (window.hasRoom()) {
      sends(20);
      window.forgetFrom(20);
    }
    assertThat(window.nextRefused()).isEqualTo(RelpWindow.NONE);
    assertThat(accepts(oldest)).isEqualTo(Answer.ACCEPTED);
    assertThat(accepts(sendsAgain(10))).isEqualTo(Answer.ACCEPTED);
    assertThat(window.answeredTo()).isEqualTo(20);
  }

  @Test
  @Timeout(10)
  void findsRefusedMessagesFastInALargeWindow() {
    int size = 100_000;
    given(size, 0);
    for (int i = 0; i < size; i++) {
      sends(10L * i);
    }
    long start = System.nanoTime();
    for (int transaction = 1; transaction <= size; transaction++) {
      refuses(transaction);
    }
    for (int i = 0; i < size; i++) {
      sendsAgain(10L * i);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
