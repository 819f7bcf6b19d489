package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.wire.LineDelimited;
import org.junit.jupiter.api.Test;

/** A connection that rests, is replaced by another one, and ends, with or without a receipt. */
class ReplacedConnectionsTest extends ConnectionsFixture {
  /** A connection in use with a written message, and a second one that could replace it. */
  private Connections connectionsWithASecondOne() {
    Connections connections = connected(ConnectionsFixture::stream);
    log(1);
    connections.pump();
    first = connection;
    connection = new ScriptedConnection();
    attempts.start(Purpose.LIVENESS_PROBE, 0, 1);
    attempts.complete(Purpose.LIVENESS_PROBE);
    signals.clear();
    return connections;
  }

  /** The second connection replaces the first one after a rest. */
  private void renews(Connections connections) {
    connections.rest();
    passes(REST, connections);
    connections.renew(attempts.take(Purpose.LIVENESS_PROBE));
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
  void aConnectionThatIsLostWhileItRestsLeavesTheNextOneNoRest() {
    Connections connections = connectionsWithASecondOne();
    connections.rest();
    first.ends();
    connectAnew(connections);
    log(1);
    connections.pump();
    signals.clear();
    passes(5 * SECOND, connections);
    assertThat(signals).isEmpty();
    assertThat(connections.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isNotRenewableIfNothingIsUnproven() {
    Connections connections = connections(ConnectionsFixture::stream);
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

  /** A connection whose rest was cut short by a stop, half-closed 0.1 s after its last write. */
  private Connections halfClosedTooSoon() {
    connection.roundTripNanos = REST / 4;
    Connections connections = connectionsWithASecondOne();
    connections.drainInUse(REST / 2);
    passes(REST / 2, connections);
    assertThat(first.written()).isEqualTo("a\n[end]");
    assertThat(connections.wakeAtNanos()).as("a round trip later").isEqualTo(3 * REST / 4);
    return connections;
  }

  private void requireResent(Connections connections, boolean resent) {
    first.ends();
    assertThat(counters.repeated.sum()).isEqualTo(resent ? 1 : 0);
    connections.release();
    assertThat(counters.confirmed.sum()).isEqualTo(resent ? 0 : 1);
  }

  @Test
  void anEndOfStreamThatMayHaveArrivedWithinARoundTripProvesNothing() {
    Connections connections = halfClosedTooSoon();
    nowNanos = 10 * SECOND; // the process was suspended
    requireResent(connections, true);
  }

  @Test
  void anEndOfStreamAfterThatIsAProof() {
    Connections connections = halfClosedTooSoon();
    nowNanos = 3 * REST / 4;
    connections.looked(nowNanos);
    assertThat(connections.wakeAtNanos()).isGreaterThan(SECOND);
    requireResent(connections, false);
  }

  @Test
  void saysWhenAConnectionWasMadeWhoseMessagesCameBackAfterItWasDrained() {
    nowNanos = 3 * SECOND;
    Connections connections = connectionsWithASecondOne();
    nowNanos = 4 * SECOND;
    renews(connections);
    first.fails("Connection reset");
    assertThat(connections.takeReturnedFromNanos()).isEqualTo(3 * SECOND);
    connection.fails("Connection reset");
    assertThat(connections.takeReturnedFromNanos()).as("it was in use").isEqualTo(Long.MAX_VALUE);
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
}
