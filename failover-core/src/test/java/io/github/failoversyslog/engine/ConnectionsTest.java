package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.ring.Writers;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What one connection after the other means for the messages in the ring. */
class ConnectionsTest extends ConnectionsFixture {
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
    Connections connections = connected(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::stream);
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

  @Test
  void aWriteOfNothingIsNoProgress() {
    Connections connections = connected(ConnectionsFixture::stream);
    nowNanos = SECOND / 2;
    connection.room = 0;
    log(1);
    connections.pump();
    assertThat(connections.wakeAtNanos()).isEqualTo(SECOND / 2 + SECOND);
    nowNanos = SECOND;
    connection.accepts(0);
    assertThat(connections.wakeAtNanos()).isEqualTo(SECOND / 2 + SECOND);
  }

  @Test
  void theTimeInWhichAConnectionTakesNothingIsNoTimeForItsServerToReadMessages() {
    Connections connections = connected(ConnectionsFixture::stream);
    log(1);
    connections.pump();
    connection.room = 1;
    log(1);
    connections.pump();
    nowNanos = 20 * SECOND;
    connections.looked(nowNanos);
    connection.accepts(100);
    connection.receives("x");
    connections.release();
    assertThat(ring.released()).isZero();
    nowNanos += 10 * SECOND;
    connections.looked(nowNanos);
    connection.receives("x");
    connections.release();
    assertThat(ring.released()).as("the resend window is over").isEqualTo(2 * 16);
  }

  @Test
  void saysWhetherItHasWrittenWhatItReadAndWaitsForAnswers() {
    Connections connections = connections(ConnectionsFixture::stream);
    assertThat(connections.isFlushed()).isTrue();
    assertThat(connections.awaitsAnswers()).isFalse();
    connections = connectedByRelp(1);
    assertThat(connections.awaitsAnswers()).isFalse();
    connection.room = 1;
    log(1);
    connections.pump();
    assertThat(connections.isFlushed()).isFalse();
    connection.accepts(100);
    assertThat(connections.isFlushed()).isTrue();
    assertThat(connections.awaitsAnswers()).isTrue();
  }

  /** Otherwise every loss would take memory that the JVM frees late. */
  @Test
  void usesTheBatchBufferOfAClosedConnectionAgain() {
    Set<ByteBuffer> batches = Collections.newSetFromMap(new IdentityHashMap<>());
    Connections connections = connected(() -> fillsOneOf(batches));
    log(1);
    connections.pump();
    connection.ends();
    connectAnew(connections);
    connections.pump();
    connections.abandon();
    connectAnew(connections);
    connections.pump();
    connections.closeAll();
    connectAnew(connections);
    log(1);
    connections.pump();
    assertThat(connection.written()).isNotEmpty();
    assertThat(batches).hasSize(1);
  }

  private static Session fillsOneOf(Set<ByteBuffer> batches) {
    Session session = spy(stream());
    doAnswer(
            fill -> {
              batches.add(fill.getArgument(0));
              return fill.callRealMethod();
            })
        .when(session)
        .fill(any(), any(), anyLong());
    return session;
  }

  /** Otherwise writers could find no room although every message in the ring can be released. */
  @Test
  void releasesMessagesThatNeedNoResendWhileNotConnected() {
    Connections connections = connected(ConnectionsFixture::streamThatLeavesAtOnce);
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
    connections.looked(nowNanos);
    connection.receives("x");
    connections.release();
    assertThat(ring.released()).isEqualTo(5 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  /** The server may have sent it just after the last poll, and died then. */
  @Test
  void takesDataThatArrivedWhileTheProcessWasSuspendedForNoEvidenceOfThatTime() {
    Connections connections = connected(ConnectionsFixture::stream);
    log(5);
    connections.pump();
    connections.looked(SECOND);
    nowNanos = 600 * SECOND;
    connection.receives("x");
    connections.release();
    assertThat(ring.released()).isZero();
    connection.fails("Connection reset");
    assertThat(ring.sent()).as("sent again").isZero();
  }

  @Test
  void confirmsMessagesThatTheEndOfADrainedConnectionProves() {
    Connections connections = connected(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::stream);
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

  /** The padding before a record that does not fit at the end, and is not committed yet. */
  @Test
  void releasesAtOnceWhatHoldsNoMessage() {
    Connections connections = connectedByRelp(100);
    log(63);
    connections.pump();
    for (int transaction = 2; transaction < 65; transaction++) {
      connection.receives(transaction + " rsp 6 200 OK\n");
    }
    connections.release();
    assertThat(ring.released()).isEqualTo(ring.capacity() - 16);
    Writers.diesInTheMessage(ring, 10);
    connections.pump();
    connections.release();
    assertThat(ring.released()).isEqualTo(ring.capacity());
    assertThat(counters.confirmed.sum()).isEqualTo(63);
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
  void confirmsMessagesThatARelpServerAnswersJustBeforeItsEnd() {
    Connections connections = connectedByRelp(100);
    log(2);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connection.receives("2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
    connection.receives("4 rsp 0\n0 serverclose 0\n");
    connection.ends();
    assertThat(connections.isDraining()).isFalse();
    connections.release();
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    assertThat(counters.repeated.sum()).isZero();
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
    Connections connections = connected(ConnectionsFixture::stream);
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
  void halfClosesAfterHalfOfTheCloseTimeoutEvenIfTheConnectionHasNotRested() {
    Connections connections = connected(ConnectionsFixture::stream);
    connection.room = 1;
    log(1);
    connections.pump();
    connection.written();
    connections.drainInUse(Long.MAX_VALUE);
    nowNanos = 5 * SECOND / 2 - REST / 2;
    connection.room = 100;
    connections.checkDeadlines();
    assertThat(connection.written()).as("its socket is not known to be ready").isEmpty();
    connection.handler.ready();
    assertThat(connection.written()).isEqualTo("\n[free]");
    assertThat(connections.wakeAtNanos()).isEqualTo(5 * SECOND / 2);
    passes(REST / 2, connections);
    assertThat(connection.written()).isEqualTo("[end]");
  }

  @Test
  void closesAllOldConnectionsWhoseTimeIsOver() {
    Connections connections = connections(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::stream);
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
  void resendsMessagesWrittenBeforeTheLoopWasPaused() {
    Connections connections = connected(ConnectionsFixture::streamThatLeavesAtOnce);
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
    Connections connections = connected(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::streamThatLeavesAtOnce);
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
  void closesEveryOtherConnectionAlthoughOneHasADefect() {
    Connections connections = connected(ConnectionsFixture::stream);
    connections.drainInUse(Long.MAX_VALUE);
    first.hasDefect = true;
    connectAnew(connections);
    assertThatThrownBy(connections::closeAll).hasMessage("a defect");
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(connections.isDraining()).isFalse();
    assertThat(connections.isConnected()).isFalse();
  }

  private Connections connectionsOfWhichFourDrain() {
    Connections connections = connected(ConnectionsFixture::stream);
    for (int i = 0; i < 4; i++) {
      connections.drainInUse(Long.MAX_VALUE);
      connectAnew(connections);
    }
    return connections;
  }

  @Test
  void closesTheOldestOfMoreThanFourOldConnections() {
    Connections connections = connectionsOfWhichFourDrain();
    first.written();
    connections.drainInUse(Long.MAX_VALUE);
    assertThat(first.written()).isEqualTo("[closed]");
    assertThat(connections.lastFailure()).isEqualTo("more than 4 old connections still open");
  }

  @Test
  void closesAConnectionAlthoughAnOlderOneHasADefectThatIsClosedForIt() {
    Connections connections = connectionsOfWhichFourDrain();
    first.hasDefect = true;
    assertThatThrownBy(() -> connections.drainInUse(Long.MAX_VALUE)).hasMessage("a defect");
    assertThatThrownBy(connections::closeAll).hasMessage("a defect");
    assertThat(connection.written()).isEqualTo("[closed]");
  }

  @Test
  void closesAConnectionThatItCannotUse() {
    Session session = spy(stream());
    doThrow(new IllegalStateException("a defect")).when(session).begin(anyLong(), anyLong());
    Connections connections = connections(() -> session);
    assertThatThrownBy(() -> connect(connections))
        .hasMessage("a defect")
        .hasNoSuppressedExceptions();
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(connections.isConnected()).isFalse();
    connection.hasDefect = true;
    assertThatThrownBy(() -> connect(connections))
        .hasMessage("a defect")
        .hasSuppressedException(new IllegalStateException("a defect"));
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
