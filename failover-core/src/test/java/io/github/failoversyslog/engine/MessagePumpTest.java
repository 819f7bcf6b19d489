package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.OctetCounting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Sessions over a scripted connection. Messages are single letters. */
class MessagePumpTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1000 * MILLISECOND;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private final ScriptedConnection connection = new ScriptedConnection();
  private final List<String> endings = new ArrayList<>();
  private long nowNanos;

  private MessagePump over(Session session) {
    return over(session, connection);
  }

  private MessagePump over(Session session, Connection to) {
    MessagePump.Shared shared = PumpParts.shared(8, ring, counters, () -> nowNanos);
    return new MessagePump(
        new ConnectAttempt.Opened(new Server("log1", 601), 1, to, session),
        ByteBuffer.allocate(100),
        shared,
        (pump, loss, reason) -> endings.add(loss + ": " + reason));
  }

  private MessagePump overStream() {
    return over(Streams.of(new LineDelimited(), 0, 0));
  }

  private MessagePump overRelp() throws IOException {
    RelpSession session = new RelpSession(2, 1);
    session.greet(ByteBuffer.allocate(100));
    session.received(ByteBuffer.wrap(RelpStory.OPEN_ANSWER.getBytes(US_ASCII)), 0, 0);
    return over(session);
  }

  private void log(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 1024, new LongAdder());
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
  void writesTheFramesOfTheSession() {
    MessagePump pump = overStream();
    log("ab");
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n");
    assertThat(counters.sent.sum()).isEqualTo(2);
    assertThat(pump.takesMessages()).isTrue();
  }

  @Test
  void leavesMessagesThatArriveDuringAWriteForTheNextBatch() {
    MessagePump pump = overStream();
    connection.duringWrite = () -> log("c");
    log("ab");
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n");
    connection.duringWrite = () -> {};
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("c\n");
  }

  @Test
  void writesAllMessagesThatWereWaiting() {
    MessagePump pump = overStream();
    log("x".repeat(50) + "ab"); // slightly more than a batch of 100 bytes
    pump.pump();
    assertThat(written()).isEqualTo("x\n".repeat(50) + "a\nb\n");
  }

  @Test
  void leavesWhatIsMoreThanSixteenBatchesForTheNextTurn() {
    MessagePump pump = over(new DatagramSession(0)); // a batch is one message
    log("a".repeat(16) + "bc");
    assertThat(pump.pump()).as("more can be written at once").isTrue();
    assertThat(written()).isEqualTo("a".repeat(16));
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("bc");
  }

  @Test
  void writesAllDatagramsThatWereWaiting() {
    MessagePump pump = over(new DatagramSession(0));
    log("abc");
    pump.pump();
    assertThat(written()).isEqualTo("abc");
  }

  @Test
  void continuesAtOnceIfEnoughMessagesArrived() {
    MessagePump pump = overStream();
    connection.duringWrite =
        () -> {
          connection.duringWrite = () -> {};
          log("bcde"); // 16 ring bytes each: 1/16 of the ring
        };
    log("a");
    pump.pump();
    assertThat(written()).isEqualTo("a\nb\nc\nd\ne\n");
  }

  @Test
  void doesNotCountBufferedBytesAsWritten() {
    MessagePump pump = overStream();
    log("ab");
    connection.holdsBack = true;
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("a\nb\n[blocked]");
    assertThat(pump.sent().writtenTo()).isZero();
    pump.finish(0);
    connection.handler.ready();
    assertThat(written()).isEmpty();
    connection.holdsBack = false;
    connection.handler.ready();
    assertThat(written()).isEqualTo("[free][end]");
    assertThat(pump.sent().writtenTo()).isEqualTo(ring.sent());
  }

  @Test
  void restsBeforeItShutsDownTheOutput() {
    MessagePump pump = overStream();
    log("a");
    nowNanos = 7 * MILLISECOND;
    pump.pump();
    nowNanos = 107 * MILLISECOND;
    pump.finish(Long.MAX_VALUE);
    assertThat(pump.halfCloseAtNanos()).isEqualTo(207 * MILLISECOND);
    nowNanos = 207 * MILLISECOND - 1;
    pump.pump();
    assertThat(written()).isEqualTo("a\n");
    nowNanos++;
    pump.pump();
    assertThat(written()).isEqualTo("[end]");
    assertThat(pump.halfCloseAtNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shutsDownTheOutputAtOnceIfNothingWasWritten() {
    overStream().finish(Long.MAX_VALUE);
    assertThat(written()).isEqualTo("[end]");
  }

  @Test
  void finishesTheBatchAndReadsNoMessagesWhileItRests() {
    MessagePump pump = overStream();
    log("ab");
    connection.room = 1;
    pump.pump();
    pump.rest();
    assertThat(pump.restedAtNanos()).isEqualTo(Long.MAX_VALUE);
    log("c");
    nowNanos = 5 * MILLISECOND;
    connection.accepts(100);
    pump.pump();
    assertThat(written()).isEqualTo("a[blocked]\nb\n[free]");
    assertThat(pump.takesMessages()).isFalse();
    assertThat(pump.restedAtNanos()).isEqualTo(205 * MILLISECOND);
    pump.resume();
    assertThat(pump.takesMessages()).isTrue();
    pump.pump();
    assertThat(written()).isEqualTo("c\n");
  }

  @Test
  void startsTheRestWhenToldEvenIfTheLastWriteWasLongAgo() {
    MessagePump pump = overStream();
    log("a");
    pump.pump();
    nowNanos = 5000 * MILLISECOND;
    pump.rest();
    assertThat(pump.restedAtNanos()).isEqualTo(5200 * MILLISECOND);
  }

  @Test
  void doesNotAcceptAnEndOfStreamThatArrivedDuringTheRestAsAReceipt() {
    MessagePump pump = overStream();
    log("a");
    pump.pump();
    pump.finish(Long.MAX_VALUE);
    written();
    nowNanos = 200 * MILLISECOND;
    connection.endOfStream = true;
    pump.pump();
    assertThat(written()).isEqualTo("[closed]");
    assertThat(endings).containsExactly("END_OF_STREAM: closed by the server");
    assertThat(pump.isAllRead(Loss.END_OF_STREAM, nowNanos)).isFalse();
  }

  @Test
  void doesNotAcceptAnEndOfStreamDuringTheRestAsAReceipt() {
    MessagePump pump = overStream();
    log("a");
    pump.pump();
    pump.finish(Long.MAX_VALUE);
    nowNanos = 199 * MILLISECOND;
    assertThat(pump.isAllRead(Loss.END_OF_STREAM, nowNanos)).isFalse();
    nowNanos = 200 * MILLISECOND;
    pump.pump();
    assertThat(pump.isAllRead(Loss.END_OF_STREAM, nowNanos)).isTrue();
    assertThat(pump.isAllRead(Loss.BROKEN, nowNanos)).isFalse();
  }

  private MessagePump aboutToShutDownTheOutput() {
    MessagePump pump = overStream();
    log("a");
    pump.pump();
    pump.finish(Long.MAX_VALUE);
    assertThat(written()).isEqualTo("a\n");
    nowNanos = 200 * MILLISECOND;
    return pump;
  }

  private void turnsWithoutEffect(MessagePump pump, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      pump.pump();
      assertThat(written()).isEmpty();
      assertThat(pump.halfCloseAtNanos()).isLessThanOrEqualTo(nowNanos);
    }
  }

  @Test
  void doesNotAcceptAnEndOfStreamBehindMuchInputAsAReceipt() {
    MessagePump pump = aboutToShutDownTheOutput();
    connection.toRead = "x".repeat(200); // 128 bytes are read in a turn
    connection.endOfStream = true;
    turnsWithoutEffect(pump, 1);
    pump.pump();
    assertThat(written()).isEqualTo("[closed]");
    assertThat(pump.isAllRead(Loss.END_OF_STREAM, nowNanos)).isFalse();
  }

  @Test
  void doesNotAcceptAnEndOfStreamThatATurnOfTheConnectionDidNotReachAsAReceipt() {
    MessagePump pump = aboutToShutDownTheOutput();
    connection.readsPerTurn = 1;
    connection.toRead = "x".repeat(20); // 8 bytes are read at once
    connection.endOfStream = true;
    turnsWithoutEffect(pump, 3);
    pump.pump();
    assertThat(written()).isEqualTo("[closed]");
    assertThat(pump.isAllRead(Loss.END_OF_STREAM, nowNanos)).isFalse();
  }

  @Test
  void continuesTheBatchWhenTheConnectionIsWritableAgain() throws IOException {
    MessagePump pump = overStream();
    log("ab");
    connection.room = 3;
    pump.pump();
    assertThat(written()).isEqualTo("a\nb[blocked]");
    assertThat(pump.takesMessages()).isFalse();
    connection.accepts(100);
    assertThat(written()).isEqualTo("\n[free]");
    assertThat(pump.takesMessages()).isTrue();
  }

  @Test
  void shutsDownAStreamAtOnceWhenItIsToFinish() {
    MessagePump pump = overStream();
    pump.finish(Long.MAX_VALUE);
    pump.finish(Long.MAX_VALUE);
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
  void readsNoMessagesWhileTheWindowIsFull() throws IOException {
    MessagePump pump = overRelp();
    log("abc");
    assertThat(pump.pump()).isFalse();
    assertThat(written()).isEqualTo("2 syslog 1 a\n3 syslog 1 b\n");
    assertThat(pump.takesMessages()).isFalse();
    serverSays("2 rsp 6 200 OK\n");
    assertThat(pump.takesMessages()).isTrue();
    pump.pump();
    assertThat(written()).isEqualTo("4 syslog 1 c\n");
  }

  @Test
  void shutsDownTheOutputOnlyAfterTheResponseToClose() throws IOException {
    MessagePump pump = overRelp();
    log("ab");
    pump.pump();
    written();
    log("c");
    pump.finish(Long.MAX_VALUE);
    assertThat(written()).isEmpty();
    serverSays("3 rsp 6 200 OK\n");
    assertThat(written()).isEmpty();
    serverSays("2 rsp 7 500 bad\n");
    assertThat(written()).isEqualTo("4 syslog 1 a\n");
    serverSays("4 rsp 6 200 OK\n");
    assertThat(written()).isEqualTo("5 close 0\n");
    serverSays("5 rsp 0\n0 serverclose 0\n");
    assertThat(written()).isEqualTo("[end]");
    assertThat(endings).isEmpty();
  }

  @Test
  void failsWhenTheServerViolatesTheProtocol() throws IOException {
    MessagePump pump = overRelp();
    log("a");
    pump.pump();
    written();
    connection.endOfStream = true;
    serverSays("0 serverclose 0\n");
    assertThat(endings).containsExactly("BROKEN: closed the RELP session");
    assertThat(written()).isEqualTo("[closed]");
    assertThat(pump.session().resendFrom(Loss.BROKEN, 0)).isZero();
  }

  @Test
  void resetsAConnectionWhoseTruncatedLastLineLooksComplete() {
    MessagePump pump = overStream();
    log("a");
    connection.room = 1;
    pump.pump();
    written();
    pump.end(Loss.BROKEN, "no room");
    assertThat(written()).isEqualTo("[reset]");
  }

  @Test
  void closesAConnectionThatTookNothingOfItsLastBatch() {
    MessagePump pump = overStream();
    log("a");
    connection.room = 0;
    pump.pump();
    written();
    pump.close();
    assertThat(written()).as("no line is cut").isEqualTo("[closed]");
  }

  @Test
  void closesAConnectionWhoseLastFrameIsCompleteOrDetectablyTruncated() {
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
  void closesTheConnectionAlthoughTheSessionHasADefect() {
    Session session = spy(Streams.of(new OctetCounting(), 0, 0));
    when(session.firstCut(anyInt(), anyLong())).thenThrow(new IllegalStateException("a defect"));
    MessagePump pump = over(session);
    log("a");
    connection.room = 1;
    pump.pump();
    written();
    assertThatThrownBy(pump::close).hasMessage("a defect");
    assertThat(written()).isEqualTo("[closed]");
  }

  @Test
  void startsAtTheReadPositionOfTheRing() throws IOException {
    log("ab");
    ring.read("", (message, position, none) -> true);
    MessagePump pump = overRelp();
    assertThat(pump.session().releasable(0)).isEqualTo(ring.sent());
  }

  @Test
  void keepsADatagramThatTheSocketDoesNotAccept() {
    MessagePump pump = over(new DatagramSession(1000));
    log("ab");
    connection.room = 0;
    assertThat(pump.pump()).as("more can be written at once").isFalse();
    assertThat(written()).isEqualTo("[blocked]");
    assertThat(pump.sent().writtenTo()).isZero();
    connection.accepts(100);
    assertThat(written()).isEqualTo("a[free]b");
  }

  @Test
  void saysWhenItWaitsForAnswersOnly() throws IOException {
    MessagePump pump = overRelp();
    assertThat(pump.awaitsAnswers()).as("nothing sent").isFalse();
    log("ab");
    pump.pump();
    assertThat(pump.awaitsAnswers()).as("the window is full").isTrue();
    pump.finish(Long.MAX_VALUE);
    assertThat(pump.awaitsAnswers()).as("it is over after them").isFalse();
  }

  @Test
  void waitsForTheConnectionFirst() throws IOException {
    MessagePump pump = overRelp();
    connection.room = 0;
    log("ab");
    pump.pump();
    assertThat(pump.isBlocked()).isTrue();
    assertThat(pump.awaitsAnswers()).isFalse();
  }

  @Test
  void knowsWhenItWasMade() {
    nowNanos = 5 * MILLISECOND;
    MessagePump pump = overStream();
    nowNanos = 7 * MILLISECOND;
    assertThat(pump.madeAtNanos()).isEqualTo(5 * MILLISECOND);
  }

  @Test
  void hasTheConnectionCheckItsOwnDeadlines() {
    MessagePump pump = overStream();
    pump.checkDeadline(Long.MAX_VALUE / 2, 9);
    assertThat(connection.checkedAtNanos).isEqualTo(9);
  }

  @Test
  void endsWhenAWriteFails() throws IOException {
    Connection broken = mock();
    when(broken.write(any())).thenThrow(new IOException("no route to host"));
    MessagePump pump = over(Streams.of(new LineDelimited(), 0, 0), broken);
    log("a");
    assertThat(pump.pump()).as("more to write").isFalse();
    assertThat(endings).singleElement().asString().contains("BROKEN", "no route to host");
    assertThat(pump.pump()).isFalse();
    assertThat(endings).as("told once").hasSize(1);
  }

  @Test
  void endsAfterTheWriteTimeoutIfTheConnectionAcceptsNothing() {
    MessagePump pump = overStream();
    log("a");
    connection.room = 0;
    pump.pump();
    pump.checkDeadline(500 * MILLISECOND, 500 * MILLISECOND - 1);
    assertThat(endings).isEmpty();
    pump.checkDeadline(500 * MILLISECOND, 500 * MILLISECOND);
    assertThat(endings).containsExactly("BROKEN: accepted no data for 500 ms (writeTimeout)");
  }

  @Test
  void endsWhenTheServerHasNotAnsweredByTheRelpTimeout() throws IOException {
    MessagePump pump = overRelp();
    log("a");
    pump.pump();
    long silentAtNanos = pump.session().silentAtNanos();
    pump.checkDeadline(SECOND, silentAtNanos - 1);
    assertThat(endings).isEmpty();
    pump.checkDeadline(SECOND, silentAtNanos);
    assertThat(endings).containsExactly("BROKEN: " + pump.session().silence());
  }

  @Test
  void endsWhenARequestForAReceiptFails() throws IOException {
    Connection broken = mock();
    when(broken.write(any())).then(call -> takeAll(call.getArgument(0)));
    when(broken.isFlushed()).thenReturn(true);
    doThrow(new IOException("no route to host")).when(broken).askForReceipts(anyInt());
    ReceiptRequests requests = ReceiptRequests.inPairs(SECOND);
    MessagePump pump = over(new StreamSession(new LineDelimited(), 0, 0, 0, requests), broken);
    log("a");
    pump.pump();
    assertThat(endings).isEmpty();
    when(broken.canAskForReceipts()).thenReturn(true);
    pump.checkDeadline(SECOND, 0);
    assertThat(endings).singleElement().asString().contains("BROKEN", "no route to host");
  }

  private static int takeAll(ByteBuffer bytes) {
    int taken = bytes.remaining();
    bytes.position(bytes.limit());
    return taken;
  }
}
