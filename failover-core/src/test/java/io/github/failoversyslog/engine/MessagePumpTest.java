package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.OctetCounting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Sessions over a connection that is a script. Messages are single letters. */
class MessagePumpTest {
  private static final long MILLISECOND = 1_000_000;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private final ScriptedConnection connection = new ScriptedConnection();
  private final List<String> endings = new ArrayList<>();
  private long nowNanos;

  private MessagePump over(Session session) {
    MessagePump.Shared shared = PumpParts.shared(8, ring, counters, () -> nowNanos);
    return new MessagePump(
        new ConnectAttempt.Opened(connection, session),
        ByteBuffer.allocate(100),
        shared,
        (outflow, loss, reason) -> endings.add(loss + ": " + reason));
  }

  private MessagePump overStream() {
    return over(Streams.of(new LineDelimited(), 0, 0));
  }

  private MessagePump overRelp() throws IOException {
    RelpSession session = new RelpSession(2, 1, () -> {});
    session.greet(ByteBuffer.allocate(100));
    session.received(ByteBuffer.wrap(RelpStory.OPEN_ANSWER.getBytes(US_ASCII)), 0);
    return over(session);
  }

  private void log(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 6, 1024, new LongAdder());
    }
  }

  private void serverSays(String text) throws IOException {
    connection.toRead += text;
    connection.handler.ready();
  }

  private String written() {
    return connection.written();
  }

  @Test
  void writesWhatTheSessionMakesOfMessages() {
    MessagePump outflow = overStream();
    log("ab");
    assertThat(outflow.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n");
    assertThat(counters.sent.sum()).isEqualTo(2);
    assertThat(outflow.takesMessages()).isTrue();
  }

  @Test
  void leavesWhatComesMeanwhileToGather() {
    MessagePump outflow = overStream();
    connection.duringWrite = () -> log("c");
    log("ab");
    assertThat(outflow.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n");
    connection.duringWrite = () -> {};
    assertThat(outflow.pump()).isFalse();
    assertThat(written()).isEqualTo("c\n");
  }

  @Test
  void leavesNothingThatWasThereToGather() {
    MessagePump outflow = overStream();
    log("x".repeat(50) + "ab"); // a batch of 100 bytes, and little more
    outflow.pump();
    assertThat(written()).isEqualTo("x\n".repeat(50) + "a\nb\n");
  }

  @Test
  void leavesNoDatagramThatWasThereToGather() {
    MessagePump outflow = over(new DatagramSession(0));
    log("abc");
    outflow.pump();
    assertThat(written()).isEqualTo("abc");
  }

  @Test
  void goesOnAtOnceWhenEnoughHasGathered() {
    MessagePump outflow = overStream();
    connection.duringWrite =
        () -> {
          connection.duringWrite = () -> {};
          log("bcde"); // 16 bytes of the ring each: a sixteenth of it
        };
    log("a");
    outflow.pump();
    assertThat(written()).isEqualTo("a\nb\nc\nd\ne\n");
  }

  @Test
  void doesNotCountAsWrittenWhatTheConnectionHoldsBack() {
    MessagePump outflow = overStream();
    log("ab");
    connection.holdsBack = true;
    assertThat(outflow.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n[blocked]");
    assertThat(outflow.writtenTo()).isZero();
    outflow.finish(Long.MAX_VALUE);
    connection.handler.ready();
    assertThat(outflow.isHalfClosed()).isFalse();
    connection.holdsBack = false;
    connection.handler.ready();
    assertThat(written()).isEqualTo("[free]");
    assertThat(outflow.writtenTo()).isEqualTo(ring.sent());
  }

  @Test
  void restsBeforeItSaysThatNoMoreWillCome() {
    MessagePump outflow = overStream();
    log("a");
    nowNanos = 7 * MILLISECOND;
    outflow.pump();
    nowNanos = 107 * MILLISECOND;
    outflow.finish(Long.MAX_VALUE);
    assertThat(outflow.halfCloseAtNanos()).isEqualTo(207 * MILLISECOND);
    nowNanos = 207 * MILLISECOND - 1;
    outflow.pump();
    assertThat(written()).isEqualTo("a\n");
    nowNanos++;
    outflow.pump();
    assertThat(written()).isEqualTo("[end]");
    assertThat(outflow.halfCloseAtNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void saysAtOnceThatNoMoreWillComeIfNothingWasWritten() {
    overStream().finish(Long.MAX_VALUE);
    assertThat(written()).isEqualTo("[end]");
  }

  @Test
  void finishesTheBatchAndTakesNoMessagesWhileItRests() {
    MessagePump outflow = overStream();
    log("ab");
    connection.room = 1;
    outflow.pump();
    outflow.rest();
    assertThat(outflow.restedAtNanos()).isEqualTo(Long.MAX_VALUE);
    log("c");
    nowNanos = 5 * MILLISECOND;
    connection.room = 100;
    connection.handler.ready();
    outflow.pump();
    assertThat(written()).isEqualTo("a[blocked]\nb\n[free]");
    assertThat(outflow.takesMessages()).isFalse();
    assertThat(outflow.restedAtNanos()).isEqualTo(205 * MILLISECOND);
    outflow.resume();
    assertThat(outflow.takesMessages()).isTrue();
    outflow.pump();
    assertThat(written()).isEqualTo("c\n");
  }

  @Test
  void restsFromWhenItIsToldHoweverLongAgoItsLastWriteWas() {
    MessagePump outflow = overStream();
    log("a");
    outflow.pump();
    nowNanos = 5000 * MILLISECOND;
    outflow.rest();
    assertThat(outflow.restedAtNanos()).isEqualTo(5200 * MILLISECOND);
  }

  @Test
  void doesNotTakeAnEndForAReceiptThatIsThereWhenItHasRested() {
    MessagePump outflow = overStream();
    log("a");
    outflow.pump();
    outflow.finish(Long.MAX_VALUE);
    written();
    nowNanos = 200 * MILLISECOND;
    connection.endOfStream = true;
    outflow.pump();
    assertThat(written()).isEqualTo("[closed]");
    assertThat(endings).containsExactly("END_OF_STREAM: closed by the server");
    assertThat(outflow.isAllRead(Loss.END_OF_STREAM)).isFalse();
  }

  @Test
  void doesNotTakeAnEndInTheRestForAReceipt() {
    MessagePump outflow = overStream();
    log("a");
    outflow.pump();
    outflow.finish(Long.MAX_VALUE);
    nowNanos = 199 * MILLISECOND;
    assertThat(outflow.isAllRead(Loss.END_OF_STREAM)).isFalse();
    nowNanos = 200 * MILLISECOND;
    outflow.pump();
    assertThat(outflow.isAllRead(Loss.END_OF_STREAM)).isTrue();
    assertThat(outflow.isAllRead(Loss.BROKEN)).isFalse();
  }

  @Test
  void goesOnWithTheBatchWhenTheConnectionTakesBytesAgain() throws IOException {
    MessagePump outflow = overStream();
    log("ab");
    connection.room = 3;
    outflow.pump();
    assertThat(written()).isEqualTo("a\nb[blocked]");
    assertThat(outflow.takesMessages()).isFalse();
    connection.room = 100;
    connection.handler.ready();
    assertThat(written()).isEqualTo("\n[free]");
    assertThat(outflow.takesMessages()).isTrue();
  }

  @Test
  void endsAStreamAtOnceWhenItIsToFinish() {
    MessagePump outflow = overStream();
    outflow.finish(Long.MAX_VALUE);
    assertThat(outflow.isHalfClosed()).isTrue();
    outflow.finish(Long.MAX_VALUE);
    assertThat(written()).as("once is enough").isEqualTo("[end]");
  }

  @Test
  void readsToTheEndOfTheStream() throws IOException {
    overStream();
    serverSays("something longer than the input buffer");
    assertThat(endings).isEmpty();
    connection.endOfStream = true;
    serverSays("");
    assertThat(endings).containsExactly("END_OF_STREAM: closed by the server");
    assertThat(written()).isEqualTo("[closed]");
  }

  @Test
  void takesNoMessagesWhileTheWindowIsFull() throws IOException {
    MessagePump outflow = overRelp();
    log("abc");
    assertThat(outflow.pump()).isFalse();
    assertThat(written()).isEqualTo("2 syslog 1 a\n3 syslog 1 b\n");
    assertThat(outflow.takesMessages()).isFalse();
    serverSays("2 rsp 6 200 OK\n");
    assertThat(outflow.takesMessages()).isTrue();
    outflow.pump();
    assertThat(written()).isEqualTo("4 syslog 1 c\n");
  }

  @Test
  void endsTheOutputOnlyAfterTheAnswerToClose() throws IOException {
    MessagePump outflow = overRelp();
    log("ab");
    outflow.pump();
    written();
    log("c");
    outflow.finish(Long.MAX_VALUE);
    assertThat(written()).isEmpty();
    serverSays("3 rsp 6 200 OK\n");
    assertThat(written()).isEmpty();
    serverSays("2 rsp 7 500 bad\n");
    assertThat(written()).isEqualTo("4 syslog 1 a\n");
    serverSays("4 rsp 6 200 OK\n");
    assertThat(written()).isEqualTo("5 close 0\n");
    assertThat(outflow.isHalfClosed()).isFalse();
    serverSays("5 rsp 0\n0 serverclose 0\n");
    assertThat(written()).isEqualTo("[end]");
    assertThat(outflow.isHalfClosed()).isTrue();
    assertThat(endings).isEmpty();
  }

  @Test
  void endsForWhatTheServerSays() throws IOException {
    MessagePump outflow = overRelp();
    log("a");
    outflow.pump();
    written();
    connection.endOfStream = true;
    serverSays("0 serverclose 0\n");
    assertThat(endings).containsExactly("BROKEN: the server closed the session");
    assertThat(written()).isEqualTo("[closed]");
    assertThat(outflow.session().resendFrom(Loss.BROKEN, 0)).isZero();
  }

  @Test
  void breaksAConnectionWhoseLastLineWouldBeTakenForWhole() {
    MessagePump outflow = overStream();
    log("a");
    connection.room = 1;
    outflow.pump();
    written();
    outflow.end(Loss.BROKEN, "no room");
    assertThat(written()).isEqualTo("[reset]");
  }

  @Test
  void closesAConnectionWhoseLastFrameIsWholeOrCanBeTold() {
    MessagePump whole = overStream();
    log("a");
    whole.pump();
    written();
    whole.close();
    assertThat(written()).isEqualTo("[closed]");
    MessagePump counted = over(Streams.of(new OctetCounting(), 0, 0));
    log("b");
    connection.room = 1;
    counted.pump();
    written();
    counted.close();
    assertThat(written()).isEqualTo("[closed]");
  }

  @Test
  void takesTheMessagesFromWhereTheRingIsRead() throws IOException {
    log("ab");
    ring.read("", (message, position, none) -> true);
    MessagePump outflow = overRelp();
    assertThat(outflow.session().releasable(0)).isEqualTo(ring.sent());
  }
}
