package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The window is 4, and the server has 30 s to answer. Messages are words of up to 8 characters, at
 * positions 0, 16, 32 and so on; the first one has transaction 2.
 */
class RelpSessionTest {
  private static final long TIMEOUT = seconds(30);

  private RelpStory story = new RelpStory(4, TIMEOUT);

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  @Nested
  class TheOpening {

    @Test
    void startsWithAnOpenCommand() {
      assertThat(story.greets())
          .isEqualTo(
              "1 open 64 relp_version=0\nrelp_software=failover-syslog,1,-\ncommands=syslog\n");
      assertThat(story.session.isOpen()).isFalse();
    }

    @Test
    void sendsNoMessageBeforeTheServerAccepts() throws IOException {
      story.greets();
      assertThat(story.session.takesMessages()).isFalse();
      assertThat(story.logAndFill("one")).isEmpty();
      story.answers(RelpStory.OPEN_ANSWER);
      story.session.begin(0, 0);
      assertThat(story.session.takesMessages()).isTrue();
      assertThat(story.fills()).isEqualTo("2 syslog 3 one\n");
    }

    @Test
    void waitsForTheCompleteResponse() throws IOException {
      story.greets();
      int middle = RelpStory.OPEN_ANSWER.length() - 1;
      story.answers(RelpStory.OPEN_ANSWER.substring(0, middle));
      assertThat(story.session.isOpen()).isFalse();
      story.answers(RelpStory.OPEN_ANSWER.substring(middle));
      assertThat(story.session.isOpen()).isTrue();
    }

    @Test
    void keepsWhatTheServerOffersAlsoIfItIsNotEnough() throws IOException {
      story.greets();
      assertThat(story.session.offers()).isEmpty();
      String answer = "200 OK\nrelp_version=0\ncommands=eventlog";
      assertThatThrownBy(() -> story.answers("1 rsp " + answer.length() + " " + answer + "\n"))
          .isInstanceOf(IOException.class);
      assertThat(story.session.offers()).containsExactly("relp_version=0", "commands=eventlog");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "200 OK\nrelp_version=0",
          "200 OK\nrelp_version=1\nrelp_software=x\ncommands=starttls,syslog",
          "200\ncommands=syslog\nrelp_version=0",
        })
    void acceptsTheResponsesOfKnownServers(String answer) throws IOException {
      story.greets();
      story.answers("1 rsp " + answer.length() + " " + answer + "\n");
      assertThat(story.session.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1|500 go away|refused the RELP session: 500 go away",
          "1|500|refused the RELP session: 500",
          "1|nonsense|refused the RELP session: nonsense",
          "1|200 OK|offers no relp_version that is supported (0, 1)",
          "1|200 OK%nrelp_version=2|offers no relp_version that is supported (0, 1)",
          "1|200 OK%nrelp_version=0%ncommands=event|does not accept syslog messages over RELP",
          "2|200 OK%nrelp_version=0|answered RELP transaction 2, which is not pending",
          "0|200 OK%nrelp_version=0|answered RELP transaction 0, which is not pending",
        })
    void reportsWhyTheSessionWasNotOpened(int transaction, String answer, String reason) {
      story.greets();
      String data = answer.replace("%n", "\n");
      breaksWith(reason, transaction + " rsp " + data.length() + " " + data + "\n");
      assertThat(story.session.isOpen()).isFalse();
      assertThat(story.session.takesMessages()).isFalse();
    }

    @Test
    void quotesOnlyPrintableCharactersOfTheServersReason() {
      story.greets();
      breaksWith(
          "refused the RELP session: 500 " + "x".repeat(76),
          "1 rsp 10005 500 \t" + "x".repeat(10_000) + "\n");
    }

    @Test
    void failsOnAResponseWithoutARequest() {
      breaksWith("answered RELP transaction 1, which is not pending", "1 rsp 0\n");
    }

    @Test
    void hasNoTimeoutUntilMessagesAreSent() throws IOException {
      story.greets();
      assertThat(story.session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
      story.answers(RelpStory.OPEN_ANSWER);
      assertThat(story.session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Nested
  class Sending {

    @Test
    void sendsAsManyMessagesAsTheWindowHolds() throws IOException {
      story.open();
      assertThat(story.logAndFill("a", "b", "c", "d", "e", "f"))
          .isEqualTo("2 syslog 1 a\n3 syslog 1 b\n4 syslog 1 c\n5 syslog 1 d\n");
      assertThat(story.session.takesMessages()).isFalse();
      assertThat(story.fills()).isEmpty();
      story.accepts(2);
      assertThat(story.session.takesMessages()).isTrue();
      assertThat(story.fillsAll()).containsExactly("6 syslog 1 e\n");
      story.accepts(3, 4, 5, 6);
      assertThat(story.fillsAll()).containsExactly("7 syslog 1 f\n");
    }

    @Test
    void returnsTheNumberOfMessagesReadFromTheRing() throws IOException {
      story.open();
      story.log("a", "b");
      ByteBuffer batch = ByteBuffer.allocate(100);
      assertThat(story.session.fill(batch, story.ring, 0)).isEqualTo(2);
      story.refuses(2);
      story.log("c");
      assertThat(story.session.fill(batch.clear(), story.ring, 0)).as("without a").isEqualTo(1);
    }

    @Test
    void leavesMessagesThatDoNotFitIntoTheBatch() throws IOException {
      story.open();
      story.batchBytes("2 syslog 1 a\n3 syslog 1 b\n".length());
      story.log("a", "b", "c");
      assertThat(story.fillsAll())
          .containsExactly("2 syslog 1 a\n3 syslog 1 b\n", "4 syslog 1 c\n");
    }

    @Test
    void tellsWhichNewMessageOfABatchWasNotWrittenWhole() throws IOException {
      story.open();
      int frame = story.logAndFill("a", "b").length() / 2;
      assertThat(story.session.firstCut(frame - 1, -1)).isZero();
      assertThat(story.session.firstCut(frame, -1)).isEqualTo(16);
      assertThat(story.session.firstCut(2 * frame, -1)).isEqualTo(-1);
      story.logAndFill("c");
      assertThat(story.session.firstCut(0, -1)).isEqualTo(32);
      assertThat(story.session.firstCut(frame, -1)).as("of this batch alone").isEqualTo(-1);
      assertThat(story.session.cutFramesShow()).isTrue();
    }

    @Test
    void startsAtTheGivenPosition() throws IOException {
      story.log("a", "b");
      story.ring.read("", (message, position, none) -> true);
      story.open();
      assertThat(story.releasable()).isEqualTo(32);
      story.logAndFill("c");
      assertThat(story.releasable()).isEqualTo(32);
      story.accepts(2);
      assertThat(story.releasable()).isEqualTo(48);
    }

    @Test
    void releasesMessagesUpToTheFirstUnansweredOne() throws IOException {
      story.open();
      story.logAndFill("a", "b", "c");
      assertThat(story.releasable()).isZero();
      story.accepts(3);
      assertThat(story.releasable()).isZero();
      assertThat(story.session.provenTo()).isZero();
      story.accepts(2);
      assertThat(story.releasable()).isEqualTo(32);
      assertThat(story.session.provenTo()).isEqualTo(32);
      assertThat(story.session.hasUnproven()).isTrue();
      story.accepts(4);
      assertThat(story.releasable()).isEqualTo(48);
      assertThat(story.session.hasUnproven()).isFalse();
      assertThat(story.session.isProvenByItsEnd()).as("answers alone prove").isFalse();
    }

    @Test
    void releasesNoUnansweredMessageHoweverOld() throws IOException {
      story.open();
      story.logAndFill("a");
      story.session.written(16, seconds(1));
      story.session.blocked(true, seconds(1));
      story.session.blocked(false, seconds(2));
      assertThat(story.session.releasable(seconds(1000))).isZero();
      assertThat(story.session.mayReleaseUnconfirmed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void resendsUnansweredMessagesAfterAnyLoss(Loss loss) throws IOException {
      story.open();
      assertThat(story.resendFrom(loss)).as("nothing").isEqualTo(Long.MAX_VALUE);
      story.logAndFill("a", "b", "c");
      story.accepts(2, 4);
      assertThat(story.resendFrom(loss)).isEqualTo(16);
      story.accepts(3);
      assertThat(story.resendFrom(loss)).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Nested
  class Refusals {

    @Test
    void resendsARefusedMessageOnceBeforeAllOthers() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.refuses(2);
      story.log("c");
      assertThat(story.fills()).isEqualTo("4 syslog 1 a\n5 syslog 1 c\n");
      assertThat(story.releasable()).isZero();
      story.accepts(3, 4);
      assertThat(story.releasable()).isEqualTo(32);
      assertThat(story.rejected()).isZero();
    }

    @Test
    void givesUpAMessageAfterItsSecondRefusal() throws IOException {
      story.open();
      story.logAndFill("a");
      story.refuses(2);
      story.fills();
      story.refuses(3);
      assertThat(story.rejected()).isEqualTo(1);
      assertThat(story.releasable()).isEqualTo(16);
      assertThat(story.fillsAll()).isEmpty();
    }

    @Test
    void countsARejectedMessageOnceNoLossCanBringItBack() throws IOException {
      story.open();
      story.logAndFill("a", "b", "c");
      story.refuses(3, 4);
      story.fills();
      story.refuses(5, 6);
      assertThat(story.rejected()).as("a is not answered").isZero();
      assertThat(story.resendFrom(Loss.BROKEN)).isZero();
      story.accepts(2);
      assertThat(story.rejected()).isEqualTo(2);
      assertThat(story.resendFrom(Loss.BROKEN)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void treatsAResponseWithoutACodeAsARefusal() throws IOException {
      story.open();
      story.logAndFill("a");
      story.answers("2 rsp 0\n");
      assertThat(story.fillsAll()).containsExactly("3 syslog 1 a\n");
    }

    @Test
    void resendsRefusedMessagesAlthoughTheWindowIsFull() throws IOException {
      story.open();
      story.logAndFill("a", "b", "c", "d", "e");
      story.refuses(3, 5);
      assertThat(story.fillsAll()).containsExactly("6 syslog 1 b\n7 syslog 1 d\n");
    }

    @Test
    void sendsNoOtherMessageWhileARefusedOneDoesNotFitIntoTheBatch() throws IOException {
      story.open();
      story.logAndFill("aaaa", "bbbb");
      story.refuses(2, 3);
      story.log("c");
      story.batchBytes("4 syslog 4 aaaa\n5 syslog 1 c\n".length());
      assertThat(story.fillsAll())
          .containsExactly("4 syslog 4 aaaa\n", "5 syslog 4 bbbb\n6 syslog 1 c\n");
    }

    @Test
    void continuesWhenTheServerRefusesEveryMessage() throws IOException {
      story.open();
      story.log("a", "b", "c", "d", "e", "f");
      int transaction = 2;
      for (String batch = story.fills(); !batch.isEmpty(); batch = story.fills()) {
        int end = transaction + (int) batch.lines().count();
        for (; transaction < end; transaction++) {
          story.refuses(transaction);
        }
      }
      assertThat(story.rejected()).isEqualTo(6);
      assertThat(story.releasable()).isEqualTo(story.ring.tail());
    }
  }

  @Nested
  class TheFaults {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "0 serverclose 0|closed the RELP session",
          "9 rsp 6 200 OK|answered RELP transaction 9, which is not pending",
          "1 rsp 6 200 OK|answered RELP transaction 1, which is not pending",
          "0 rsp 6 200 OK|answered RELP transaction 0, which is not pending",
          "1 open 0|sent a RELP command where a response was expected",
          "HTTP/1.1|not RELP: expected a transaction number of 1 to 9 digits, found 'H'",
        })
    void reportsTheViolation(String frame, String reason) throws IOException {
      story.open();
      story.logAndFill("a", "b");
      breaksWith(reason, "2 rsp 6 200 OK\n" + frame + "\n3 rsp 6 200 OK\n");
      assertThat(story.releasable()).as("answered before").isEqualTo(16);
      assertThat(story.resendFrom(Loss.BROKEN)).isEqualTo(16);
      assertThat(story.session.takesMessages()).isFalse();
      assertThat(story.logAndFill("c")).isEmpty();
      assertThat(story.finishes()).as("nothing to say or to hear").isTrue();
      assertThat(story.lastWords).isEmpty();
    }

    @Test
    void failsWhenTheServerClosesInsteadOfOpening() {
      story.greets();
      breaksWith("closed the RELP session", "0 serverclose 0\n");
    }

    @Test
    void failsOnASecondResponseToOneTransaction() throws IOException {
      story.open();
      story.logAndFill("a");
      story.accepts(2);
      breaksWith("answered RELP transaction 2, which is not pending", "2 rsp 6 200 OK\n");
    }

    @Test
    void ignoresUnknownHints() throws IOException {
      story.open();
      story.answers("0 maintenance 5 later\n");
      assertThat(story.session.isOpen()).isTrue();
    }
  }

  @Nested
  class Silence {

    @Test
    void startsWithTheOldestUnansweredMessage() throws IOException {
      story.open();
      story.nowNanos = seconds(100);
      assertThat(story.session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
      story.logAndFill("a");
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(130));
      assertThat(story.session.silence()).isEqualTo("no RELP response within 30 s (relpTimeout)");
      story.nowNanos = seconds(110);
      story.logAndFill("b");
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(130));
    }

    @Test
    void endsWithTheLastAnswer() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.nowNanos = seconds(10);
      story.accepts(2);
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(40));
      story.accepts(3);
      assertThat(story.session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isNotExtendedByOtherInput() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.nowNanos = seconds(10);
      story.answers("0 hello 0\n");
      story.answers("2 rsp 6 200");
      story.session.rewound(32);
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(30));
      story.answers(" OK\n");
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(40));
    }

    @Test
    void expiresWhenTheServerNeverAnswersOneMessage() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.nowNanos = seconds(10);
      story.accepts(3);
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(30));
    }

    @Test
    void restartsWhenAMessageIsRefused() throws IOException {
      story.open();
      story.logAndFill("a");
      story.nowNanos = seconds(29);
      story.refuses(2);
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(59));
    }
  }

  @Nested
  class AnotherConnectionIsLost {

    @Test
    void resendsItsOwnMessagesAfterThoseOfTheOtherConnection() throws IOException {
      story.open();
      story.logAndFill("a", "b", "c");
      story.accepts(2, 4);
      story.rewinds(16);
      assertThat(story.releasable()).isEqualTo(16);
      assertThat(story.fillsAll()).containsExactly("5 syslog 1 b\n6 syslog 1 c\n");
      story.accepts(3); // of the first time it was sent
      assertThat(story.releasable()).isEqualTo(16);
      story.accepts(5, 6);
      assertThat(story.releasable()).isEqualTo(48);
    }

    @Test
    void sendsTheMessagesOfTheOtherConnection() throws IOException {
      story.log("a", "b");
      story.ring.read("", (message, position, none) -> true);
      story.open();
      story.logAndFill("c");
      story.rewinds(16);
      assertThat(story.releasable()).isEqualTo(16);
      assertThat(story.resendFrom(Loss.BROKEN)).isEqualTo(Long.MAX_VALUE);
      assertThat(story.fillsAll()).containsExactly("3 syslog 1 b\n4 syslog 1 c\n");
      story.accepts(2, 3);
      assertThat(story.releasable()).isEqualTo(32);
      assertThat(story.resendFrom(Loss.BROKEN)).isEqualTo(32);
    }

    @Test
    void keepsWaitingForAnswersToMessagesBeforeTheRewind() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.refuses(2);
      story.rewinds(32);
      assertThat(story.fillsAll()).containsExactly("4 syslog 1 a\n");
      story.accepts(3, 4);
      assertThat(story.releasable()).isEqualTo(32);
    }

    @Test
    void doesNotSendARefusedMessageTwice() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.refuses(3);
      story.rewinds(16);
      assertThat(story.fillsAll()).containsExactly("4 syslog 1 b\n");
    }

    @Test
    void finishesWithoutWaitingForMessagesOfAnotherConnection() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.rewinds(16);
      assertThat(story.finishes()).isFalse();
      story.accepts(2);
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEqualTo("4 close 0\n");
      story.accepts(3);
      story.answers("4 rsp 0\n");
      assertThat(story.finishes()).isTrue();
    }
  }

  @Nested
  class Finishing {

    @Test
    void closesAtOnceIfEveryMessageIsAnswered() throws IOException {
      story.open();
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEqualTo("2 close 0\n");
      assertThat(story.finishes()).as("until the answer").isFalse();
      assertThat(story.lastWords).as("once is enough").isEmpty();
      story.answers("2 rsp 0\n");
      assertThat(story.finishes()).isTrue();
      assertThat(story.lastWords).isEmpty();
      story.answers("0 serverclose 0\n");
      assertThat(story.finishes()).isTrue();
    }

    @Test
    void waitsForEveryAnswerFirst() throws IOException {
      story.open();
      story.logAndFill("a", "b");
      story.log("c");
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEmpty();
      story.accepts(3);
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEmpty();
      story.accepts(2);
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEqualTo("4 close 0\n");
      story.answers("4 rsp 6 200 OK\n0 serverclose 0\n");
      assertThat(story.finishes()).isTrue();
      assertThat(story.resendFrom(Loss.END_OF_STREAM)).isEqualTo(Long.MAX_VALUE);
      assertThat(story.releasable()).as("c is not this session's").isEqualTo(32);
    }

    @Test
    void resendsRefusedMessagesFirst() throws IOException {
      story.open();
      story.logAndFill("a");
      story.refuses(2);
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEqualTo("3 syslog 1 a\n");
      story.refuses(3);
      assertThat(story.rejected()).isEqualTo(1);
      assertThat(story.finishes()).isFalse();
      assertThat(story.lastWords).isEqualTo("4 close 0\n");
    }

    @Test
    void isDoneWhenTheServerClosesInsteadOfAnswering() throws IOException {
      story.open();
      story.finishes();
      story.answers("0 serverclose 0\n");
      assertThat(story.finishes()).isTrue();
    }

    @Test
    void requiresAResponseToClose() throws IOException {
      story.open();
      story.nowNanos = seconds(100);
      story.finishes();
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(130));
      story.nowNanos = seconds(110);
      story.finishes();
      assertThat(story.session.silentAtNanos()).isEqualTo(seconds(130));
      story.answers("2 rsp 0\n");
      assertThat(story.session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sendsNoMoreMessages() throws IOException {
      story.open();
      story.finishes();
      assertThat(story.session.takesMessages()).isFalse();
      assertThat(story.logAndFill("a")).isEmpty();
    }

    @Test
    void failsOnAResponseToNoPendingTransaction() throws IOException {
      story.open();
      story.finishes();
      breaksWith("answered RELP transaction 3, which is not pending", "3 rsp 6 200 OK\n");
    }

    @Test
    void sendsNothingIfTheSessionWasNeverOpened() {
      assertThat(story.finishes()).isTrue();
      story.greets();
      assertThat(story.finishes()).isTrue();
      assertThat(story.lastWords).isEmpty();
    }
  }

  private void breaksWith(String reason, String frames) {
    assertThatThrownBy(() -> story.answers(frames))
        .isInstanceOf(IOException.class)
        .hasMessage(reason);
  }
}
