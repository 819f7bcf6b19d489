package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.session.Loss;
import org.junit.jupiter.api.Test;

class ReceiptRequesterTest extends ReceiptsFixture {
  @Test
  void requestsAPairAfterTheWrittenMessages() {
    logs("ab");
    assertThat(written()).isEqualTo("1 a1 b[asks 2]");
    assertThat(pump.session().hasUnproven()).isTrue();
    serverAnswers(1);
    assertThat(counters.receipts.sum()).isEqualTo(1);
    assertThat(pump.session().provenTo()).isEqualTo(32);
    assertThat(pump.session().releasable(nowNanos)).isEqualTo(32);
    assertThat(pump.session().hasUnproven()).isFalse();
    assertThat(pump.sent().resendFrom(Loss.BROKEN, nowNanos))
        .as("there is none")
        .isEqualTo(Long.MAX_VALUE);
    serverAnswers(1);
    assertThat(counters.receipts.sum()).as("confirmed pairs").isEqualTo(1);
  }

  @Test
  void resendsOnlyMessagesAfterTheLastReceipt() {
    logs("ab");
    serverAnswers(2);
    logs("c");
    assertThat(pump.session().releasable(nowNanos)).isEqualTo(32);
    for (Loss loss : Loss.values()) {
      assertThat(pump.sent().resendFrom(loss, nowNanos)).as("%s", loss).isEqualTo(32);
    }
  }

  @Test
  void requestsAgainForMessagesWrittenInTheMeantime() {
    logs("a");
    serverAnswers(2);
    written();
    afterMillis(50);
    logs("b");
    assertThat(written()).isEqualTo("1 b");
    assertThat(wakesInMillis()).isEqualTo(150);
    assertThat(pump.session().hasUnproven()).as("a receipt will come").isFalse();
    afterMillis(150);
    assertThat(written()).isEqualTo("[asks 2]");
    assertThat(wakesInMillis()).as("until it is overdue").isEqualTo(10_000);
    afterMillis(5000);
    logs("c");
    assertThat(written()).as("one pair at most is outstanding").isEqualTo("1 c");
    serverAnswers(2);
    afterMillis(0);
    assertThat(written()).isEqualTo("[asks 2]");
    assertThat(counters.receipts.sum()).isEqualTo(2);
  }

  @Test
  void hasNothingToDoWhileNothingIsWritten() {
    logs("a");
    serverAnswers(2);
    assertThat(pump.wakeAtNanos(TIMEOUT)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void makesNoRequestIfTheConnectionHasNoReceipts() {
    connection.givesReceipts = false;
    logs("a");
    assertThat(written()).isEqualTo("1 a");
    assertThat(pump.wakeAtNanos(TIMEOUT)).isEqualTo(Long.MAX_VALUE);
    assertThat(pump.session().hasUnproven()).isTrue();
  }

  @Test
  void waitsOneSecondIfTheServerMayStillRejectTheClient() {
    connection.mayBeRejected = true;
    logs("a");
    assertThat(written()).isEqualTo("1 a");
    assertThat(wakesInMillis()).isEqualTo(1000);
    afterMillis(1000);
    assertThat(written()).isEqualTo("[asks 2]");
  }

  @Test
  void waitsForRoomIfTheSocketAcceptsOnlyPartOfARequest() {
    connection.holdsBackRequests = true;
    logs("a");
    assertThat(written()).isEqualTo("1 a[asks 2][blocked]");
    assertThat(pump.isBlocked()).isTrue();
    assertThat(pump.sent().writtenTo()).isEqualTo(16);
    connection.holdsBackRequests = false;
    connection.handler.ready();
    assertThat(written()).isEqualTo("[free]");
    assertThat(pump.isBlocked()).isFalse();
    serverAnswers(2);
    assertThat(pump.session().provenTo()).isEqualTo(16);
  }

  @Test
  void makesNoRequestWhileItRests() {
    logs("a");
    serverAnswers(2);
    afterMillis(100);
    logs("b");
    written();
    pump.rest();
    assertThat(pump.wakeAtNanos(TIMEOUT)).isEqualTo(Long.MAX_VALUE);
    afterMillis(1000);
    assertThat(written()).isEmpty();
    pump.resume();
    afterMillis(0);
    assertThat(written()).isEqualTo("[asks 2]");
  }

  @Test
  void makesNoRequestOnceItIsToFinish() {
    logs("a");
    serverAnswers(2);
    afterMillis(100);
    logs("b");
    written();
    pump.finish(nowNanos);
    assertThat(pump.wakeAtNanos(TIMEOUT)).isEqualTo(Long.MAX_VALUE);
    afterMillis(1000);
    assertThat(written()).isEqualTo("[end]");
  }
}
