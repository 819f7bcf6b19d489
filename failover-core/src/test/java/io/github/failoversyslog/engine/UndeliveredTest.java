package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted as unsent and as in doubt when all connections are closed. */
class UndeliveredTest extends ConnectionsFixture {
  /** Two messages on the old connection are unanswered, and one of four on the new one. */
  private Connections relpConnectionsOfWhichTheNewOneHasAnswers() {
    Connections connections = connectedByRelp(5);
    log(2);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connectAnewByRelp(connections);
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

  @Test
  void countsMessagesNotWrittenToAnOldConnectionAsUnsent() {
    Connections connections = connections(ConnectionsFixture::stream, 6); // three frames
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
    Connections connections = connections(ConnectionsFixture::stream, 6);
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
    Connections connections = connected(ConnectionsFixture::stream);
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
    Connections connections = connected(ConnectionsFixture::stream);
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
    connections.releaseLast(rest.inDoubtFrom(), true);
    assertThat(ring.released()).as("the rest stays in a spool").isEqualTo(2 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
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
  void doesNotCountMessagesWithAReceiptAsInDoubtIfAnOlderConnectionIsLost() {
    StreamSession newer = stream();
    List<Session> sessions = new ArrayList<>(List.of(stream(), newer));
    Connections connections = connected(() -> sessions.remove(0));
    log(2);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connectAnew(connections);
    log(4);
    connections.pump();
    newer.receipt(6 * 16);
    first.fails("Connection reset");
    assertThat(ring.sent()).as("all is to be sent again").isZero();
    Undelivered rest = end(connections);
    assertThat(rest.inDoubt()).as("those of the older one").isEqualTo(2);
    connections.releaseLast(rest.inDoubtFrom(), false);
    assertThat(counters.confirmed.sum()).isEqualTo(4);
  }

  @Test
  void countsWhatWasAcceptedAlthoughTheConnectionCannotBeClosed() {
    Connections connections = connected(ConnectionsFixture::stream);
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
}
