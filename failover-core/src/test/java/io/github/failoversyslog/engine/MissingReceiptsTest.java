package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.status.Server;
import org.junit.jupiter.api.Test;

/** The server answers late or never, or ends the connection. */
class MissingReceiptsTest extends ReceiptsFixture {
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
