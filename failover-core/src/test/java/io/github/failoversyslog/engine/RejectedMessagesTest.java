package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that a RELP server refuses twice while an earlier one is not yet settled. */
class RejectedMessagesTest extends ConnectionsFixture {
  /** The first connection drains with an unanswered message; two more are written to the second. */
  private Connections replaced() {
    Connections connections = connectedByRelp(100);
    log(1);
    connections.pump();
    connections.drainInUse(Long.MAX_VALUE);
    connectAnewByRelp(connections);
    log(2);
    connections.pump();
    return connections;
  }

  private void refuses(int... transactions) {
    answers("7 500 bad", transactions);
  }

  private void accepts(int... transactions) {
    answers("6 200 OK", transactions);
  }

  private void answers(String answer, int... transactions) {
    connection.receives(
        IntStream.of(transactions)
            .mapToObj(transaction -> transaction + " rsp " + answer + "\n")
            .collect(Collectors.joining()));
  }

  private void requireCounts(int confirmed, int discarded) {
    assertThat(counters.confirmed.sum()).isEqualTo(confirmed);
    assertThat(rejected).isEqualTo(discarded);
  }

  /** The first message of the connection in use is refused twice, the second accepted. */
  private Connections rejectedByTheSecond() {
    Connections connections = replaced();
    refuses(2);
    connections.pump();
    refuses(4);
    accepts(3);
    connections.release();
    requireCounts(0, 0);
    return connections;
  }

  @Test
  void countWhenTheyLeaveTheRing() {
    Connections connections = rejectedByTheSecond();
    first.receives("2 rsp 6 200 OK\n");
    first.receives("3 rsp 0\n0 serverclose 0\n");
    first.ends();
    connections.release();
    assertThat(connections.isDraining()).isFalse();
    requireCounts(2, 1);
    connections.release();
    requireCounts(2, 1);
  }

  /** All three are sent again when the first connection is lost. */
  @Test
  void doNotCountIfAnotherTryIsAccepted() {
    Connections connections = rejectedByTheSecond();
    first.fails("Connection reset");
    connections.pump();
    accepts(5, 6, 7);
    connections.release();
    requireCounts(3, 0);
  }

  @Test
  void countOnceIfTheyAreRejectedAgain() {
    Connections connections = rejectedByTheSecond();
    first.fails("Connection reset");
    connections.pump();
    accepts(5, 7);
    refuses(6);
    connections.pump();
    refuses(8);
    connections.release();
    requireCounts(2, 1);
  }

  /** Another server has it. */
  @Test
  void doNotCountIfTheyWereAcceptedBefore() {
    Connections connections = replaced();
    accepts(2, 3);
    connections.release();
    first.fails("Connection reset");
    connections.pump();
    accepts(4, 6);
    refuses(5);
    connections.pump();
    refuses(7);
    connections.release();
    requireCounts(3, 0);
  }

  @Test
  void countAtTheStopEvenIfTheyAreToBeSentAgain() {
    Connections connections = rejectedByTheSecond();
    first.fails("Connection reset");
    Undelivered left = connections.undelivered(connections.doubt());
    assertThat(left.unsent()).isZero();
    assertThat(left.inDoubt()).as("the first was answered by nobody").isEqualTo(1);
    connections.releaseLast(0, false);
    requireCounts(1, 1);
  }
}
