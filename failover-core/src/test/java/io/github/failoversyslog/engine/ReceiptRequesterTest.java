package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.OctetCounting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * A pump over a connection with receipts. Messages are single letters, at positions 0, 16, 32 and
 * so on. The write timeout is 10 s.
 */
class ReceiptRequesterTest {
  private static final long TIMEOUT = seconds(10);

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private final ScriptedConnection connection = new ScriptedConnection();
  private final List<String> statuses = new ArrayList<>();
  private final ReceiptRefusals refusals = new ReceiptRefusals(statuses::add);
  private long nowNanos = seconds(1000);
  private MessagePump pump = next();

  ReceiptRequesterTest() {
    connection.givesReceipts = true;
  }

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  private MessagePump next() {
    StreamSession session =
        new StreamSession(
            new OctetCounting(), seconds(10), 1024, 1024, ReceiptRequests.inPairs(TIMEOUT));
    return new MessagePump(
        new ConnectAttempt.Opened(new Server("log1", 601), 1, connection, session),
        ByteBuffer.allocate(100),
        new MessagePump.Shared(
            ByteBuffer.allocate(8),
            ring,
            counters,
            () -> nowNanos,
            new LastPoll(0),
            new Spans(),
            refusals),
        (ended, loss, reason) -> {});
  }

  private void logs(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 1024, new LongAdder());
    }
    pump.pump();
  }

  private void afterMillis(long millis) {
    nowNanos += millis * 1_000_000;
    pump.checkDeadline(TIMEOUT, nowNanos);
  }

  private long wakesInMillis() {
    return (pump.wakeAtNanos(TIMEOUT) - nowNanos) / 1_000_000;
  }

  private void serverAnswers(int answers) {
    connection.receipts += answers;
    connection.handler.ready();
  }

  private String written() {
    return connection.written();
  }

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

  @Test
  void reportsAnOverdueAnswerOfAServerThatHasAnsweredBefore() {
    logs("a");
    assertThat(pump.wakeAtNanos(TIMEOUT)).as("it may give none").isEqualTo(Long.MAX_VALUE);
    serverAnswers(1);
    afterMillis(200);
    logs("b");
    assertThat(pump.tellOverdueReceipt(nowNanos)).isFalse();
    afterMillis(10_000);
    assertThat(pump.tellOverdueReceipt(nowNanos)).isTrue();
    assertThat(pump.tellOverdueReceipt(nowNanos)).isFalse();
    assertThat(pump.session().hasUnproven()).isTrue();
    serverAnswers(2);
    assertThat(pump.session().hasUnproven()).isFalse();
  }

  @Test
  void aBlockedConnectionIsLostEarlierIfItsServerHasNotAnswered() {
    logs("a");
    serverAnswers(2);
    afterMillis(200);
    logs("b"); // a receipt is requested; 3 s later the buffers are full
    afterMillis(3000);
    connection.room = 0;
    logs("c");
    assertThat(wakesInMillis()).isEqualTo(7000);
    afterMillis(6999);
    assertThat(written()).doesNotContain("[closed]");
    afterMillis(1);
    assertThat(written()).endsWith("[closed]");
  }

  @Test
  void aBlockedConnectionIsNotLostBeforeHalfOfTheTimeout() {
    logs("a");
    serverAnswers(2);
    afterMillis(200);
    logs("b"); // a receipt is requested, which is late in 10 s; the buffers are full after 7 s
    afterMillis(7000);
    connection.room = 0;
    logs("c");
    afterMillis(4999);
    assertThat(written()).doesNotContain("[closed]");
    afterMillis(1);
    assertThat(written()).endsWith("[closed]");
  }

  @Test
  void aBlockedConnectionIsNotLostEarlierIfItsServerAnswers() {
    logs("a");
    serverAnswers(2);
    afterMillis(200);
    connection.room = 0;
    logs("b");
    assertThat(wakesInMillis()).isEqualTo(10_000);
  }

  @Test
  void answersThatArrivedBeforeTheEndOfTheStreamCount() {
    logs("a");
    connection.receipts = 1;
    connection.ends();
    assertThat(counters.receipts.sum()).isEqualTo(1);
    assertThat(pump.sent().resendFrom(Loss.END_OF_STREAM, nowNanos)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void answersThatArrivedBeforeTheConnectionIsEndedCount() {
    logs("a");
    connection.receipts = 1;
    pump.end(Loss.BROKEN, "accepted no data");
    assertThat(counters.receipts.sum()).isEqualTo(1);
    assertThat(pump.sent().resendFrom(Loss.BROKEN, nowNanos)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void makesNoRequestsToAServerThatClosedTwoConnectionsAfterThem() {
    for (int i = 0; i < 2; i++) {
      pump = next();
      logs("a");
      assertThat(written()).isEqualTo("1 a[asks 2]");
      pump.end(Loss.BROKEN, "unexpected message");
      written();
    }
    pump = next();
    logs("a");
    assertThat(written()).isEqualTo("1 a");
    assertThat(pump.session().hasUnproven()).isTrue();
    assertThat(statuses).hasSize(1);
  }

  @Test
  void asksAServerNoMoreThatEndsTwoConnectionsOverItAtTheStop() {
    for (int i = 0; i < 2; i++) {
      pump = next();
      logs("a");
      pump.finish(Long.MAX_VALUE); // the half-close comes after the rest
      pump.end(Loss.END_OF_STREAM, "closed by the server");
    }
    assertThat(refusals.isRefused(new Server("log1", 601))).isTrue();
  }

  @Test
  void anEndThatWeRequestedIsNotARefusal() {
    for (int i = 0; i < 2; i++) {
      pump = next();
      logs("a");
      pump.finish(nowNanos);
      pump.end(Loss.END_OF_STREAM, "closed by the server");
      pump = next();
      logs("b");
      pump.close();
    }
    assertThat(refusals.isRefused(new Server("log1", 601))).isFalse();
  }
}
