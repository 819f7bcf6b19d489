package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.LineDelimited;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages are single letters of 16 bytes each, in a ring of 1024. The resend window is 10 s. */
class ConnectionsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long REST = SECOND / 5;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private ScriptedConnection connection = new ScriptedConnection();
  private ScriptedConnection first = connection;
  private final List<String> signals = new ArrayList<>();
  private ConnectAttempts attempts; // of the newest connections
  private long ourKernelBytes;
  private long nowNanos;

  /** Every attempt succeeds at once with the next connection. */
  private Connections connections(Supplier<Session> newSessions) {
    return connections(newSessions, 1024);
  }

  private Connections connections(Supplier<Session> newSessions, int batchBytes) {
    Connector connector =
        (server, outcome) -> {
          outcome.reached(connection);
          return new IdleAttempt();
        };
    attempts =
        new ConnectAttempts(
            List.of(new Server("log1", 601)),
            new ConnectAttempt.Environment(
                connector, newSessions, () -> nowNanos, SECOND, this::signalled));
    return new Connections(
        new Connections.Settings(batchBytes, SECOND, 5 * SECOND, ourKernelBytes),
        PumpParts.shared(256, ring, counters, () -> nowNanos),
        this::signalled);
  }

  private void signalled(Signal signal) {
    signals.add(signal.trigger() + " " + signal.generation());
  }

  private static StreamSession stream() {
    return Streams.of(new LineDelimited(), 10 * SECOND, 1024);
  }

  /** A session whose messages leave our kernel at once. */
  private static Session streamThatLeavesAtOnce() {
    return new StreamSession(new LineDelimited(), 10 * SECOND, 0, 1024, ReceiptRequests.none());
  }

  /** A connection in use with a written message, and a second one that could replace it. */
  private Connections connectionsWithASecondOne() {
    Connections connections = connected(ConnectionsTest::stream);
    log(1);
    connections.pump();
    first = connection;
    connection = new ScriptedConnection();
    attempts.start(Purpose.LIVENESS_PROBE, 0, 1);
    attempts.complete(Purpose.LIVENESS_PROBE);
    signals.clear();
    return connections;
  }

  private void passes(long nanos, Connections connections) {
    nowNanos += nanos;
    connections.looked(nowNanos);
    connections.checkDeadlines();
    connections.pump();
  }

  private void connect(Connections connections) {
    attempts.start(Purpose.USE, 0, 1);
    connections.use(attempts.take(Purpose.USE));
  }

  private Connections connected(Supplier<Session> newSessions) {
    Connections connections = connections(newSessions);
    connect(connections);
    return connections;
  }

  private Connections connectedByRelp(int windowMessages) {
    connection.toRead = RelpStory.OPEN_ANSWER;
    return connected(() -> new RelpSession(windowMessages, SECOND, () -> {}));
  }

  /** Uses a new connection. */
  private void connectAnew(Connections connections) {
    connection = new ScriptedConnection();
    connect(connections);
  }

  /** The second connection replaces the first one after a rest. */
  private void renews(Connections connections) {
    connections.rest();
    passes(REST, connections);
    connections.renew(attempts.take(Purpose.LIVENESS_PROBE));
  }

  /**
   * Two messages on the old connection are unanswered, and three of four on the new one are not.
   */
  private Connections relpConnectionsOfWhichTheNewOneHasAnswers() {
    Connections connections = connectedByRelp(5);
    log(2);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connection = new ScriptedConnection();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(connections);
    log(4);
    connections.pump();
    connection.receives("2 rsp 6 200 OK\n3 rsp 6 200 OK\n4 rsp 6 200 OK\n");
    return connections;
  }

  private static Undelivered end(Connections connections) {
    Undelivered.Doubt doubt = connections.doubt();
    connections.closeAll();
    return connections.undelivered(doubt);
  }

  private void log(int messages) {
    for (int i = 0; i < messages; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 1024, new LongAdder());
    }
  }

  @Test
  void keepsUnansweredRelpMessagesEvenIfTheRingIsFull() {
    Connections connections = connectedByRelp(100);
    log(60);
    connections.pump();
    connections.release();
    assertThat(ring.released()).isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void countsAllMessagesReleasedForLackOfRoom() {
    Connections connections = connected(ConnectionsTest::stream);
    log(60);
    connections.pump();
    nowNanos = 1000 * SECOND;
    connections.release();
    assertThat(ring.released()).as("45 % of the ring is free").isEqualTo(25 * 16);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(25);
    assertThat(counters.confirmed.sum()).isZero();
  }

  /** Of 30 written messages the last 8 may still be in our kernel. */
  @Test
  void releasesWrittenMessagesBeforeAWriterFails() {
    ourKernelBytes = 8 * 16;
    Connections connections = connected(ConnectionsTest::stream);
    log(30);
    connection.room = 30 * 2;
    connections.pump();
    log(1);
    connections.pump();
    assertThat(logWhileThereIsRoom(connections, Admission.usableByAll(1024)))
        .as("all may use 51, and 22 are released")
        .isEqualTo(51 + 22 - 31);
    assertThat(counters.releasedUnconfirmed.sum()).as("all but the last").isEqualTo(22);
    assertThat(logWhileThereIsRoom(connections, 1024)).isEqualTo(64 - 51 + 30 - 22);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(30);
    assertThat(ring.released()).isEqualTo(30 * 16);
  }

  private int logWhileThereIsRoom(Connections connections, int usableBytes) {
    int logged = 0;
    while (ring.append(new byte[] {'a'}, 1, usableBytes, new LongAdder())) {
      connections.release();
      logged++;
    }
    return logged;
  }

  @Test
  void checksForRoomOftenWhileTheConnectionIsBlockedAndTheRingIsNearlyFull() {
    Connections connections = connected(ConnectionsTest::stream);
    log(10);
    connection.room = 0;
    connections.pump();
    assertThat(connections.wakeAtNanos())
        .as("nothing could go: the write timeout")
        .isEqualTo(SECOND);
    connection.accepts(20);
    connection.room = 0;
    log(1);
    connections.pump();
    assertThat(connections.wakeAtNanos()).isEqualTo(SECOND / 10);
    log(20);
    assertThat(connections.wakeAtNanos()).isEqualTo(SECOND / 100);
    connection.accepts(100);
    connections.looked(SECOND);
    assertThat(connections.wakeAtNanos()).as("it takes bytes again").isEqualTo(Long.MAX_VALUE);
  }

  /** Otherwise writers could find no room although every message in the ring can be released. */
  @Test
  void releasesMessagesThatNeedNoResendWhileNotConnected() {
    Connections connections = connected(ConnectionsTest::streamThatLeavesAtOnce);
    log(10);
    connections.pump();
    nowNanos = 5 * SECOND;
    connections.looked(nowNanos);
    log(3);
    connections.pump();
    connection.ends();
    assertThat(connections.isConnected()).isFalse();
    connections.release();
    assertThat(ring.released()).isEqualTo(10 * 16);
    assertThat(ring.sent()).isEqualTo(10 * 16);
    assertThat(counters.confirmed.sum()).as("an end that we did not ask for").isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsMessagesThatAReceiptProves() {
    StreamSession session = stream();
    Connections connections = connected(() -> session);
    log(5);
    connections.pump();
    session.receipt(3 * 16);
    connections.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(3);
    session.receipt(4 * 16);
    connections.release();
    connections.release();
    assertThat(counters.confirmed.sum()).isEqualTo(4);
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsOnlyProvenMessagesOfThoseThatTheWindowReleases() {
    StreamSession session = stream();
    Connections connections = connected(() -> session);
    log(5);
    connections.pump();
    session.receipt(2 * 16);
    nowNanos = 10 * SECOND;
    connection.receives("x");
    connections.release();
    assertThat(ring.released()).isEqualTo(5 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsMessagesThatTheEndOfADrainedConnectionProves() {
    Connections connections = connected(ConnectionsTest::stream);
    log(3);
    connections.pump();
    ScriptedConnection old = connection;
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    log(2);
    connections.pump();
    connections.release();
    assertThat(ring.released()).as("the old one has not ended").isZero();
    passes(REST, connections);
    old.ends();
    connections.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(3);
  }

  @Test
  void confirmsNothingIfADrainedConnectionDoesNotEndInTime() {
    Connections connections = connected(ConnectionsTest::stream);
    log(3);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    nowNanos = 5 * SECOND;
    connections.checkDeadlines();
    connections.pump();
    connections.release();
    assertThat(counters.repeated.sum()).isEqualTo(3);
    assertThat(ring.released()).isZero();
    assertThat(counters.confirmed.sum()).isZero();
  }

  /**
   * Messages that one connection proves stay in the ring while the other has not ended, and are
   * then released for lack of room.
   */
  @Test
  void countsProvenMessagesAsConfirmedEvenIfReleasedForLackOfRoom() {
    StreamSession old = stream();
    List<Session> sessions = new ArrayList<>(List.of(old, stream()));
    Connections connections = connections(() -> sessions.remove(0));
    connect(connections);
    log(60);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    log(1);
    connections.pump();
    old.receipt(10 * 16);
    connections.release();
    assertThat(ring.released()).isEqualTo(26 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(10);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(16);
  }

  @Test
  void confirmsMessagesThatARelpServerHasAnswered() {
    Connections connections = connectedByRelp(100);
    log(4);
    connections.pump();
    connection.receives("2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
    connections.release();
    assertThat(ring.released()).isEqualTo(2 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    connection.receives("4 rsp 6 200 OK\n");
    connections.abandon();
    connections.release();
    assertThat(counters.confirmed.sum()).as("of a connection that was lost").isEqualTo(3);
    assertThat(counters.repeated.sum()).isEqualTo(1);
  }

  @Test
  void confirmsNoDatagram() {
    Connections connections = connections(() -> new DatagramSession(SECOND));
    connect(connections);
    log(3);
    connections.pump();
    nowNanos = SECOND;
    connections.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    log(2);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    passes(REST, connections);
    connection.ends();
    connections.release();
    assertThat(ring.released()).isEqualTo(5 * 16);
    assertThat(counters.confirmed.sum()).isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void resendsNothingForAnOldConnectionWithoutMessages() {
    Connections connections = connected(ConnectionsTest::stream);
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    log(3);
    connections.pump();
    assertThat(connections.doubt().from()).isZero();
    nowNanos = 5 * SECOND;
    connections.checkDeadlines();
    assertThat(connections.isDraining()).isFalse();
    assertThat(ring.hasWaiting()).isFalse();
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void closesAllOldConnectionsWhoseTimeIsOver() {
    Connections connections = connections(ConnectionsTest::stream);
    for (int i = 0; i < 3; i++) {
      connection = new ScriptedConnection();
      connect(connections);
      connections.drainInUse(Long.MAX_VALUE);
    }
    nowNanos = 100 * SECOND;
    connections.checkDeadlines();
    assertThat(connections.isDraining()).isFalse();
  }

  @Test
  void resendsNothingForAnOldConnectionWithoutMessagesIfAnOlderOneHadSome() {
    Connections connections = connected(ConnectionsTest::stream);
    log(1);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    nowNanos = 3 * SECOND;
    connectAnew(connections);
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    nowNanos = 5 * SECOND;
    connections.checkDeadlines();
    connections.pump();
    assertThat(counters.repeated.sum()).as("what the first one had").isEqualTo(1);
    nowNanos = 8 * SECOND;
    connections.checkDeadlines();
    assertThat(connections.isDraining()).isFalse();
    assertThat(ring.hasWaiting()).isFalse();
  }

  @Test
  void countsMessagesNotWrittenToAnOldConnectionAsUnsent() {
    Connections connections = connections(ConnectionsTest::stream, 6); // three frames
    connect(connections);
    log(10);
    connection.room = 3;
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connection = new ScriptedConnection();
    connection.room = 5;
    connect(connections);
    connections.pump();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).as("1 of 3 frames there, 2 of 3 here").isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsMessagesThatAnOldConnectionStillWritesAsSent() {
    Connections connections = connections(ConnectionsTest::stream, 6);
    connect(connections);
    log(10);
    connection.room = 3;
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connection.accepts(100);
    Undelivered rest = end(connections);
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsMessagesWrittenToALostConnectionAsInDoubtUntilTheyAreResent() {
    Connections connections = connected(ConnectionsTest::stream);
    log(10);
    connection.room = 7;
    connections.pump();
    connection.accepts(4); // it continues writing
    connections.abandon();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).isEqualTo(5);
    assertThat(rest.unsent()).isEqualTo(5);
  }

  @Test
  void countsMessagesBufferedByTlsAsInDoubt() {
    Connections connections = connected(ConnectionsTest::stream);
    log(10);
    connection.holdsBack = true;
    connection.room = 9; // accepted, and perhaps in flight
    connections.pump();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubt()).isEqualTo(4);
    assertThat(rest.unsent()).isEqualTo(6);
  }

  @Test
  void countsUnansweredRelpMessagesAsInDoubt() {
    Connections connections = connectedByRelp(5);
    log(8);
    connections.pump();
    connection.receives("2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
    Undelivered rest = end(connections);
    assertThat(rest.inDoubtFrom()).isEqualTo(2 * 16);
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void countsOnlyCompleteRelpFramesAsSent() {
    Connections connections = connectedByRelp(5);
    log(5);
    connection.room = 3 * "2 syslog 1 a\n".length() - 1;
    connections.pump();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubt()).isEqualTo(2);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void doesNotCountAnsweredMessagesAsInDoubtBecauseOlderOnesAreUnanswered() {
    Connections connections = relpConnectionsOfWhichTheNewOneHasAnswers();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubtFrom()).as("what a spool keeps").isZero();
    assertThat(rest.inDoubt()).as("2 there, 1 here").isEqualTo(3);
    assertThat(rest.unsent()).isZero();
  }

  @Test
  void restsTheConnectionInUseBeforeItIsReplaced() {
    Connections connections = connectionsWithASecondOne();
    assertThat(connections.isRenewable()).isTrue();
    connections.rest();
    log(2);
    connections.pump();
    assertThat(connections.isReadyForMessages()).isFalse();
    assertThat(connections.wakeAtNanos()).isEqualTo(REST);
    passes(REST - 1, connections);
    assertThat(signals).isEmpty();
    passes(1, connections);
    passes(SECOND, connections);
    assertThat(signals).containsExactly("RESTED 1");
    assertThat(first.written()).isEqualTo("a\n");
  }

  @Test
  void resendsMessagesWrittenBeforeTheLoopWasPaused() {
    Connections connections = connected(ConnectionsTest::stream);
    nowNanos = 10 * SECOND;
    connections.looked(nowNanos);
    log(1);
    connections.pump();
    nowNanos = 70 * SECOND; // as after a suspended virtual machine
    connection.ends();
    assertThat(counters.repeated.sum()).isEqualTo(1);
  }

  /** The server closes an idle connection while the network drops our packets. */
  @Test
  void resendsMessagesThatOurKernelMayHoldWhenTheServerClosesItsSide() {
    Connections connections = connected(ConnectionsTest::stream);
    log(10);
    connections.pump();
    nowNanos = 60 * SECOND;
    connections.looked(nowNanos);
    connection.ends();
    connections.release();
    assertThat(ring.released()).isZero();
    assertThat(counters.repeated.sum()).isEqualTo(10);
  }

  @Test
  void checksOneSecondAfterItsLastWriteAndResendsNothingWrittenBefore() {
    Connections connections = connected(ConnectionsTest::streamThatLeavesAtOnce);
    nowNanos = 10 * SECOND;
    connections.looked(nowNanos);
    log(1);
    connections.pump();
    assertThat(connections.wakeAtNanos()).isEqualTo(11 * SECOND);
    connections.looked(11 * SECOND);
    assertThat(connections.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    nowNanos = 70 * SECOND;
    connection.ends();
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void waitsAtMostOneSecondForAConnectionThatDoesNotAcceptItsBatch() {
    Connections connections = connectionsWithASecondOne();
    first.room = 1;
    log(1);
    connections.pump();
    first.written();
    connections.rest();
    assertThat(connections.wakeAtNanos()).isLessThanOrEqualTo(SECOND);
    passes(SECOND - 1, connections);
    assertThat(signals).isEmpty();
    nowNanos = SECOND;
    first.accepts(1);
    passes(0, connections);
    assertThat(signals).containsExactly("RESTED 1");
    connections.renew(attempts.take(Purpose.LIVENESS_PROBE));
    assertThat(first.written()).isEqualTo("\n[free]");
    passes(REST, connections);
    assertThat(first.written()).as("after a rest of its own").isEqualTo("[end]");
  }

  @Test
  void holdsBackMessagesUntilTheOldConnectionHasEnded() {
    Connections connections = connectionsWithASecondOne();
    connections.rest();
    log(2);
    passes(REST, connections);
    connections.renew(attempts.take(Purpose.LIVENESS_PROBE));
    connections.pump();
    assertThat(first.written()).isEqualTo("a\n[end]");
    assertThat(connection.written()).isEmpty();
    assertThat(connections.isReadyForMessages()).isFalse();
    assertThat(connections.wakeAtNanos()).isEqualTo(REST + SECOND);
    first.ends();
    connections.pump();
    assertThat(connection.written()).isEqualTo("a\na\n");
    assertThat(signals).containsExactly("RESTED 1", "RECEIPT_GIVEN 1");
    connections.release();
    assertThat(ring.released()).as("the message with a receipt").isEqualTo(16);
    assertThat(counters.renewals.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isEqualTo(1);
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void holdsBackMessagesEvenIfTheNewConnectionIsLostBeforeTheOldOneHasEnded() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    log(1);
    connection.ends();
    connectAnew(connections);
    passes(SECOND - 1, connections);
    assertThat(connection.written()).isEmpty();
    assertThat(connections.wakeAtNanos()).isEqualTo(REST + SECOND);
    first.fails("Connection reset");
    connections.pump();
    assertThat(connection.written()).as("in order").isEqualTo("a\na\n");
    assertThat(counters.repeated.sum()).isEqualTo(1);
  }

  /** Its process may have been suspended; nothing shows yet whether the old one has ended. */
  @Test
  void holdsBackMessagesUntilThePollAfterASecond() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    log(1);
    nowNanos += 3 * SECOND;
    connections.checkDeadlines();
    connections.pump();
    assertThat(connection.written()).isEmpty();
    assertThat(connections.wakeAtNanos()).as("at once").isLessThan(nowNanos);
    connections.looked(nowNanos);
    connections.pump();
    assertThat(connection.written()).isEqualTo("a\n");
  }

  @Test
  void resendsMessagesOfAResetOldConnectionInOrder() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    first.fails("Connection reset");
    connections.pump();
    assertThat(connection.written()).isEqualTo("a\n");
    assertThat(counters.repeated.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isZero();
    assertThat(signals).as("neither given nor missed").containsExactly("RESTED 1");
  }

  /** For example, a server whose TLS fails on our close_notify. */
  @Test
  void countsAReceiptAsMissedIfAnOldConnectionFailsWithoutAReset() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    first.fails("TLS failed: unexpected message");
    assertThat(counters.repeated.sum()).isEqualTo(1);
    assertThat(signals).containsExactly("RESTED 1", "RECEIPT_MISSED 1");
  }

  @Test
  void writesToTheNewConnectionAfterASecondAlthoughTheOldOneHasNotEnded() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    log(1);
    passes(SECOND - 1, connections);
    assertThat(connection.written()).isEmpty();
    passes(1, connections);
    assertThat(connection.written()).isEqualTo("a\n");
    assertThat(connections.isRenewable()).as("not while an old one is there").isFalse();
    passes(4 * SECOND, connections);
    assertThat(signals).containsExactly("RESTED 1", "RECEIPT_MISSED 1");
    assertThat(connection.written()).as("the one without a receipt first").isEqualTo("a\na\n");
    assertThat(counters.repeated.sum()).isEqualTo(2);
  }

  @Test
  void countsNoMissedReceiptForAServerThatIsSlow() {
    Connections connections = connectionsWithASecondOne();
    renews(connections);
    log(8);
    for (int i = 0; i < 10; i++) {
      connection.accepts(1);
      passes(SECOND / 2, connections);
    }
    assertThat(connections.isDraining()).isFalse();
    assertThat(connections.isConnected()).isTrue();
    assertThat(signals).containsExactly("RESTED 1");
  }

  @Test
  void resumesTheOldConnectionWhenRequested() {
    Connections connections = connectionsWithASecondOne();
    connections.rest();
    log(1);
    connection.ends();
    assertThat(signals).containsExactly("RENEWAL_FAILED 1");
    attempts.drop(Purpose.LIVENESS_PROBE);
    connections.resume();
    passes(SECOND, connections);
    assertThat(first.written()).isEqualTo("a\na\n");
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(signals).containsExactly("RENEWAL_FAILED 1");
  }

  @Test
  void isNotRenewableIfNothingIsUnproven() {
    Connections connections = connections(ConnectionsTest::stream);
    assertThat(connections.isRenewable()).isFalse();
    connect(connections);
    assertThat(connections.isRenewable()).isFalse();
    log(2);
    connection.room = 3;
    connections.pump();
    assertThat(connections.isRenewable()).as("takes no bytes").isFalse();
    connection.accepts(3);
    assertThat(connections.isRenewable()).isTrue();
  }

  @Test
  void doesNotRestARelpConnectionWhoseMessagesAreAllAnswered() {
    Connections connections = connectedByRelp(5);
    log(1);
    connections.pump();
    assertThat(connections.isRenewable()).isFalse();
    signals.clear();
    connections.rest();
    connections.checkDeadlines();
    assertThat(signals).containsExactly("RESTED 1");
  }

  @Test
  void doesNotCountAnsweredMessagesAsInDoubtEvenIfTheyWereToBeResent() {
    Connections connections = relpConnectionsOfWhichTheNewOneHasAnswers();
    nowNanos = 5 * SECOND;
    connections.checkDeadlines();
    assertThat(ring.sent()).as("all is to be sent again").isZero();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubt()).as("2 there, 1 here").isEqualTo(3);
    assertThat(rest.unsent()).isZero();
    connections.releaseLast(rest.inDoubtFrom(), false);
    assertThat(counters.confirmed.sum()).isEqualTo(3);
  }

  @Test
  void anOverdueReceiptIsReportedOnceAndMakesTheConnectionRenewable() {
    ReceiptRequests requests = ReceiptRequests.inPairs(SECOND);
    Connections connections =
        connections(
            () -> new StreamSession(new LineDelimited(), 10 * SECOND, 1024, 1024, requests));
    connection.givesReceipts = true;
    connect(connections);
    log(1);
    connections.pump();
    assertThat(connections.isRenewable()).as("it may never answer").isTrue();
    connection.receipts = 2;
    connection.handler.ready();
    connections.release();
    assertThat(ring.released()).isEqualTo(16);
    assertThat(counters.confirmed.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isEqualTo(1);
    passes(SECOND, connections);
    log(1);
    connections.pump();
    assertThat(connections.isRenewable()).as("a receipt will come").isFalse();
    signals.clear();
    passes(SECOND - 1, connections);
    assertThat(signals).isEmpty();
    passes(1, connections);
    passes(SECOND, connections);
    assertThat(signals).containsExactly("RECEIPT_OVERDUE 1");
    assertThat(connections.isRenewable()).isTrue();
  }

  /** For example, a server whose TLS does not support key updates. */
  @Test
  void aConnectionThatEndsOverARequestForAReceiptSaysNothingAgainstItsServer() {
    ReceiptRequests requests = ReceiptRequests.inPairs(SECOND);
    Connections connections =
        connections(
            () -> new StreamSession(new LineDelimited(), 10 * SECOND, 1024, 1024, requests));
    connection.givesReceipts = true;
    nowNanos = 5 * SECOND;
    connect(connections);
    log(1);
    connections.pump();
    connection.fails("TLS failed: unexpected message");
    assertThat(connections.takeReturnedFromNanos())
        .as("as if it were older than any stop")
        .isEqualTo(Long.MIN_VALUE);
    assertThat(connections.takeReturnedFromNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(signals).containsExactly("CONNECTED 1", "CONNECTION_LOST 1");
  }

  @Test
  void closesEveryOtherConnectionAlthoughOneHasADefect() {
    Connections connections = connected(ConnectionsTest::stream);
    connections.drainInUse(Long.MAX_VALUE);
    first.hasDefect = true;
    connectAnew(connections);
    assertThatThrownBy(connections::closeAll).hasMessage("a defect");
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(connections.isDraining()).isFalse();
    assertThat(connections.isConnected()).isFalse();
  }

  @Test
  void closesAConnectionAlthoughAnOlderOneHasADefectThatIsClosedForIt() {
    Connections connections = connections(ConnectionsTest::stream);
    for (int i = 0; i < 5; i++) {
      connection = i == 0 ? first : new ScriptedConnection();
      connect(connections);
      if (i < 4) {
        connections.drainInUse(Long.MAX_VALUE);
      }
    }
    first.hasDefect = true;
    assertThatThrownBy(() -> connections.drainInUse(Long.MAX_VALUE)).hasMessage("a defect");
    assertThatThrownBy(connections::closeAll).hasMessage("a defect");
    assertThat(connection.written()).isEqualTo("[closed]");
  }

  @Test
  void countsWhatWasAcceptedAlthoughTheConnectionCannotBeClosed() {
    Connections connections = connected(ConnectionsTest::stream);
    log(4);
    connection.room = 5; // two frames of two bytes, and a part of the third
    connections.pump();
    connection.hasDefect = true;
    Undelivered.Doubt doubt = connections.doubt();
    assertThatThrownBy(connections::closeAll).hasMessage("a defect");
    Undelivered rest = connections.undelivered(doubt);
    assertThat(rest.inDoubt()).isEqualTo(2);
    assertThat(rest.unsent()).isEqualTo(2);
  }

  @Test
  void closesAConnectionThatItCannotUse() {
    Session session = spy(stream());
    doThrow(new IllegalStateException("a defect")).when(session).begin(anyLong(), anyLong());
    Connections connections = connections(() -> session);
    assertThatThrownBy(() -> connect(connections)).hasMessage("a defect");
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(connections.isConnected()).isFalse();
  }

  @Test
  void closesEverythingAlthoughASessionHasADefect() {
    Session session = spy(stream());
    Connections connections = connected(() -> session);
    when(session.provenTo()).thenThrow(new IllegalStateException("a defect"));
    connections.closeAll();
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(connections.isConnected()).isFalse();
  }
}
