package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Server;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.wire.LineDelimited;
import java.nio.ByteBuffer;
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
  private final List<String> events = new ArrayList<>();
  private long ourKernelBytes;
  private long nowNanos;

  /** Every attempt reaches the next connection at once. */
  private Connections links(Supplier<Session> sessions) {
    return links(sessions, 1024);
  }

  private Connections links(Supplier<Session> sessions, int batchBytes) {
    Connector connector =
        (server, generation, outcome) -> {
          outcome.reached(connection);
          return new Connected();
        };
    return new Connections(
        new Connections.Settings(
            List.of(new Server("log1", 601)), batchBytes, SECOND, 5 * SECOND, ourKernelBytes),
        new ConnectAttempt.Environment(
            connector,
            sessions,
            () -> nowNanos,
            SECOND,
            (event, generation, reason) -> events.add(event + " " + generation)),
        new MessagePump.Shared(ByteBuffer.allocate(256), ring, counters, () -> nowNanos));
  }

  /** An attempt that has its outcome. */
  private static final class Connected implements Connector.Attempt {
    @Override
    public long wakeAtNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public void checkDeadline(long nowNanos) {}

    @Override
    public void cancel() {}
  }

  private static StreamSession stream() {
    return new StreamSession(new LineDelimited(), 10 * SECOND, 1024);
  }

  /** Our kernel holds nothing. */
  private static Session streamThatLeavesAtOnce() {
    return new StreamSession(new LineDelimited(), 10 * SECOND, 0, 1024, ReceiptRequests.none());
  }

  /** A connection to send on, with a message written; and another one that could replace it. */
  private Connections linksWithASecondConnection() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(1);
    links.pump();
    first = connection;
    connection = new ScriptedConnection();
    links.perform(Action.START_LIVENESS_PROBE, State.INITIAL);
    links.perform(Action.COMPLETE_RENEWAL, State.INITIAL);
    events.clear();
    return links;
  }

  private void passes(long nanos, Connections links) {
    nowNanos += nanos;
    links.checkDeadlines();
    links.pump();
  }

  private static void connect(Connections links) {
    links.perform(Action.CONNECT, State.INITIAL);
    links.settle(Trigger.CONNECTED, State.INITIAL);
  }

  private void log(int messages) {
    for (int i = 0; i < messages; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 6, 1024, new LongAdder());
    }
  }

  @Test
  void keepsWhatNoRelpServerHasAnsweredHoweverLittleRoomThereIs() {
    Connections links = links(() -> new RelpSession(100, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(60);
    links.pump();
    links.release();
    assertThat(ring.released()).isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void reachesAServerThatHasYetToSayThatItTakesMessages() {
    Connections links = links(() -> new RelpSession(100, SECOND, () -> {}));
    assertThat(links.isReachable()).isFalse();
    links.perform(Action.CONNECT, State.INITIAL);
    assertThat(links.isReachable()).isTrue();
    assertThat(links.isConnected()).isFalse();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connection.handler.ready();
    links.settle(Trigger.CONNECTED, State.INITIAL);
    assertThat(links.isConnected()).isTrue();
    links.perform(Action.ABANDON_CONNECTION, State.INITIAL);
    assertThat(links.isReachable()).isFalse();
  }

  @Test
  void countsAllThatItLetsGoForLackOfRoomHoweverOld() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(60);
    links.pump();
    nowNanos = 1000 * SECOND;
    links.release();
    assertThat(ring.released()).as("45 % of the ring is free").isEqualTo(25 * 16);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(25);
    assertThat(counters.confirmed.sum()).isZero();
  }

  /** Of 30 written messages the last 8 may still be in our own kernel. */
  @Test
  void letsNoWriterFailWhileWrittenMessagesCouldGo() {
    ourKernelBytes = 8 * 16;
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(30);
    connection.room = 30 * 2;
    links.pump();
    log(1);
    links.pump();
    assertThat(logWhileThereIsRoom(links, Admission.usableByAll(1024)))
        .as("all may use 51, and 22 are let go")
        .isEqualTo(51 + 22 - 31);
    assertThat(counters.releasedUnconfirmed.sum()).as("all but the last").isEqualTo(22);
    assertThat(logWhileThereIsRoom(links, 1024)).isEqualTo(64 - 51 + 30 - 22);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(30);
    assertThat(ring.released()).isEqualTo(30 * 16);
  }

  private int logWhileThereIsRoom(Connections links, int usableBytes) {
    int logged = 0;
    while (ring.append(new byte[] {'a'}, 1, 6, usableBytes, new LongAdder())) {
      links.release();
      logged++;
    }
    return logged;
  }

  @Test
  void looksForRoomOftenWhileAConnectionTakesNothingAndMuchIsInUse() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(10);
    connection.room = 0;
    links.pump();
    assertThat(links.wakeAtNanos()).as("nothing could go: the write timeout").isEqualTo(SECOND);
    connection.room = 20;
    connection.handler.ready();
    connection.room = 0;
    log(1);
    links.pump();
    assertThat(links.wakeAtNanos()).isEqualTo(SECOND / 10);
    log(20);
    assertThat(links.wakeAtNanos()).isEqualTo(SECOND / 100);
    connection.room = 100;
    connection.handler.ready();
    links.looked(SECOND);
    assertThat(links.wakeAtNanos()).as("it takes bytes again").isEqualTo(Long.MAX_VALUE);
  }

  /** Else writers could find no room, with nothing in the ring that anybody needs. */
  @Test
  void keepsNothingThatNeedsNoResendWhileThereIsNoConnection() {
    Connections links = links(ConnectionsTest::streamThatLeavesAtOnce);
    connect(links);
    log(10);
    links.pump();
    nowNanos = 5 * SECOND;
    links.looked(nowNanos);
    log(3);
    links.pump();
    connection.endOfStream = true;
    connection.handler.ready();
    assertThat(links.isConnected()).isFalse();
    links.release();
    assertThat(ring.released()).isEqualTo(10 * 16);
    assertThat(ring.sent()).isEqualTo(10 * 16);
    assertThat(counters.confirmed.sum()).as("an end that we did not ask for").isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsWhatAReceiptProves() {
    StreamSession session = stream();
    Connections links = links(() -> session);
    connect(links);
    log(5);
    links.pump();
    session.receipt(3 * 16);
    links.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(3);
    session.receipt(4 * 16);
    links.release();
    links.release();
    assertThat(counters.confirmed.sum()).isEqualTo(4);
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsOnlyWhatAReceiptProvesOfWhatTheWindowReleases() {
    StreamSession session = stream();
    Connections links = links(() -> session);
    connect(links);
    log(5);
    links.pump();
    session.receipt(2 * 16);
    nowNanos = 10 * SECOND;
    connection.toRead = "x";
    connection.handler.ready();
    links.release();
    assertThat(ring.released()).isEqualTo(5 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void confirmsWhatADrainedConnectionProvesByItsEnd() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(3);
    links.pump();
    ScriptedConnection old = connection;
    links.drainCurrent();
    connection = new ScriptedConnection();
    connect(links);
    log(2);
    links.pump();
    links.release();
    assertThat(ring.released()).as("the old one has not ended").isZero();
    passes(REST, links);
    old.endOfStream = true;
    old.handler.ready();
    links.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(3);
  }

  @Test
  void confirmsNothingOfADrainedConnectionThatDidNotEndInTime() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(3);
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connect(links);
    nowNanos = 5 * SECOND;
    links.checkDeadlines();
    links.pump();
    links.release();
    assertThat(counters.repeated.sum()).isEqualTo(3);
    assertThat(ring.released()).isZero();
    assertThat(counters.confirmed.sum()).isZero();
  }

  /** The other one has not ended: what this one proves must wait in the ring, and is let go. */
  @Test
  void countsWhatIsProvenAsConfirmedEvenIfItIsLetGoForLackOfRoom() {
    StreamSession old = stream();
    List<Session> sessions = new ArrayList<>(List.of(old, stream()));
    Connections links = links(() -> sessions.remove(0));
    connect(links);
    log(60);
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connect(links);
    log(1);
    links.pump();
    old.receipt(10 * 16);
    links.release();
    assertThat(ring.released()).isEqualTo(26 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(10);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(16);
  }

  @Test
  void confirmsWhatARelpServerHasAnswered() {
    Connections links = links(() -> new RelpSession(100, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(4);
    links.pump();
    connection.toRead = "2 rsp 6 200 OK\n3 rsp 6 200 OK\n";
    connection.handler.ready();
    links.release();
    assertThat(ring.released()).isEqualTo(2 * 16);
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    connection.toRead = "4 rsp 6 200 OK\n";
    connection.handler.ready();
    links.perform(Action.ABANDON_CONNECTION, State.INITIAL);
    links.release();
    assertThat(counters.confirmed.sum()).as("of a connection that was lost").isEqualTo(3);
    assertThat(counters.repeated.sum()).isEqualTo(1);
  }

  @Test
  void confirmsNoDatagram() {
    Connections links = links(() -> new DatagramSession(SECOND));
    connect(links);
    log(3);
    links.pump();
    nowNanos = SECOND;
    links.release();
    assertThat(ring.released()).isEqualTo(3 * 16);
    log(2);
    links.pump();
    links.drainCurrent();
    passes(REST, links);
    connection.endOfStream = true;
    connection.handler.ready();
    links.release();
    assertThat(ring.released()).isEqualTo(5 * 16);
    assertThat(counters.confirmed.sum()).isZero();
    assertThat(counters.releasedUnconfirmed.sum()).isZero();
  }

  @Test
  void sendsNothingAgainForAnOldConnectionThatHadNothing() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    links.drainCurrent();
    connection = new ScriptedConnection();
    connect(links);
    log(3);
    links.pump();
    assertThat(links.inDoubtFrom()).isZero();
    nowNanos = 5 * SECOND;
    links.checkDeadlines();
    assertThat(links.isDraining()).isFalse();
    assertThat(ring.hasWaiting()).isFalse();
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void givesUpAllOldConnectionsWhoseTimeIsOver() {
    Connections links = links(ConnectionsTest::stream);
    for (int i = 0; i < 3; i++) {
      connection = new ScriptedConnection();
      connect(links);
      links.drainCurrent();
    }
    nowNanos = 100 * SECOND;
    links.checkDeadlines();
    assertThat(links.isDraining()).isFalse();
  }

  @Test
  void sendsNothingAgainForAnOldConnectionThatHadNothingWhenAnOlderOneHad() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(1);
    links.pump();
    links.drainCurrent();
    nowNanos = 3 * SECOND;
    connection = new ScriptedConnection();
    connect(links);
    links.drainCurrent();
    connection = new ScriptedConnection();
    connect(links);
    nowNanos = 5 * SECOND;
    links.checkDeadlines();
    links.pump();
    assertThat(counters.repeated.sum()).as("what the first one had").isEqualTo(1);
    nowNanos = 8 * SECOND;
    links.checkDeadlines();
    assertThat(links.isDraining()).isFalse();
    assertThat(ring.hasWaiting()).isFalse();
  }

  @Test
  void countsWhatAnOldConnectionHasNotWrittenAsUnsent() {
    Connections links = links(ConnectionsTest::stream, 6); // three frames
    connect(links);
    log(10);
    connection.room = 3;
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connection.room = 5;
    connect(links);
    links.pump();
    Remainder rest = links.end();
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).as("1 of 3 frames there, 2 of 3 here").isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsWhatAnOldConnectionGoesOnToWriteAsSent() {
    Connections links = links(ConnectionsTest::stream, 6);
    connect(links);
    log(10);
    connection.room = 3;
    links.pump();
    links.drainCurrent();
    connection.room = 100;
    connection.handler.ready();
    Remainder rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsWhatWasWrittenToALostConnectionAsInDoubtUntilItIsSentAgain() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(10);
    connection.room = 7;
    links.pump();
    connection.room = 4; // the connection goes on by itself
    connection.handler.ready();
    links.perform(Action.ABANDON_CONNECTION, State.INITIAL);
    Remainder rest = links.end();
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).isEqualTo(5);
    assertThat(rest.unsent()).isEqualTo(5);
  }

  @Test
  void countsWhatTlsHoldsBackAsInDoubt() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(10);
    connection.holdsBack = true;
    connection.room = 9; // taken, and perhaps on its way
    links.pump();
    Remainder rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(4);
    assertThat(rest.unsent()).isEqualTo(6);
  }

  @Test
  void countsWhatNoRelpServerHasAnsweredAsInDoubt() {
    Connections links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(8);
    links.pump();
    connection.toRead = "2 rsp 6 200 OK\n3 rsp 6 200 OK\n";
    connection.handler.ready();
    Remainder rest = links.end();
    assertThat(rest.inDoubtFrom()).isEqualTo(2 * 16);
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void countsOnlyWholeRelpFramesAsSent() {
    Connections links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(5);
    connection.room = 3 * "2 syslog 1 a\n".length() - 1;
    links.pump();
    Remainder rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(2);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void doesNotDoubtWhatAServerHasAnsweredBecauseAnOlderOneHasNot() {
    Connections links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(2);
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(4);
    links.pump();
    connection.toRead = "2 rsp 6 200 OK\n3 rsp 6 200 OK\n4 rsp 6 200 OK\n";
    connection.handler.ready();
    Remainder rest = links.end();
    assertThat(rest.inDoubtFrom()).as("what a spool keeps").isZero();
    assertThat(rest.inDoubt()).as("2 there, 1 here").isEqualTo(3);
    assertThat(rest.unsent()).isZero();
  }

  @Test
  void letsTheConnectionInUseRestBeforeItIsReplaced() {
    Connections links = linksWithASecondConnection();
    assertThat(links.isRenewable()).isTrue();
    links.perform(Action.REST, State.INITIAL);
    log(2);
    links.pump();
    assertThat(links.isReadyForMessages()).isFalse();
    assertThat(links.wakeAtNanos()).isEqualTo(REST);
    passes(REST - 1, links);
    assertThat(events).isEmpty();
    passes(1, links);
    passes(SECOND, links);
    assertThat(events).containsExactly("RESTED 1");
    assertThat(first.written()).isEqualTo("a\n");
  }

  @Test
  void sendsAgainWhatWasWrittenBeforeTheLoopStoodStill() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    nowNanos = 10 * SECOND;
    links.looked(nowNanos);
    log(1);
    links.pump();
    nowNanos = 70 * SECOND; // a virtual machine that was suspended
    connection.endOfStream = true;
    connection.handler.ready();
    assertThat(counters.repeated.sum()).isEqualTo(1);
  }

  /** An idle timeout of the server, when something on the way drops what goes there. */
  @Test
  void sendsAgainWhatMayNotHaveLeftOurKernelWhenTheServerEndsItsSide() {
    Connections links = links(ConnectionsTest::stream);
    connect(links);
    log(10);
    links.pump();
    nowNanos = 60 * SECOND;
    links.looked(nowNanos);
    connection.endOfStream = true;
    connection.handler.ready();
    links.release();
    assertThat(ring.released()).isZero();
    assertThat(counters.repeated.sum()).isEqualTo(10);
  }

  @Test
  void looksOnceMoreASecondAfterItsLastWriteAndSendsNothingAgainThatWasWrittenBefore() {
    Connections links = links(ConnectionsTest::streamThatLeavesAtOnce);
    connect(links);
    nowNanos = 10 * SECOND;
    links.looked(nowNanos);
    log(1);
    links.pump();
    assertThat(links.wakeAtNanos()).isEqualTo(11 * SECOND);
    links.looked(11 * SECOND);
    assertThat(links.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    nowNanos = 70 * SECOND;
    connection.endOfStream = true;
    connection.handler.ready();
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void waitsNoLongerThanASecondForAConnectionThatDoesNotTakeItsBatch() {
    Connections links = linksWithASecondConnection();
    first.room = 1;
    log(1);
    links.pump();
    first.written();
    links.perform(Action.REST, State.INITIAL);
    assertThat(links.wakeAtNanos()).isLessThanOrEqualTo(SECOND);
    passes(SECOND - 1, links);
    assertThat(events).isEmpty();
    nowNanos = SECOND;
    first.room = 1;
    first.handler.ready();
    passes(0, links);
    assertThat(events).containsExactly("RESTED 1");
    links.perform(Action.ADOPT_RENEWAL, State.INITIAL);
    assertThat(first.written()).isEqualTo("\n[free]");
    passes(REST, links);
    assertThat(first.written()).as("after a rest of its own").isEqualTo("[end]");
  }

  @Test
  void holdsMessagesBackUntilTheOldConnectionHasEnded() {
    Connections links = linksWithASecondConnection();
    links.perform(Action.REST, State.INITIAL);
    log(2);
    passes(REST, links);
    links.perform(Action.ADOPT_RENEWAL, State.INITIAL);
    links.pump();
    assertThat(first.written()).isEqualTo("a\n[end]");
    assertThat(connection.written()).isEmpty();
    assertThat(links.isReadyForMessages()).isFalse();
    assertThat(links.wakeAtNanos()).isEqualTo(REST + SECOND);
    first.endOfStream = true;
    first.handler.ready();
    links.pump();
    assertThat(connection.written()).isEqualTo("a\na\n");
    assertThat(events).containsExactly("RESTED 1", "RECEIPT_GIVEN 1");
    links.release();
    assertThat(ring.released()).as("the message with a receipt").isEqualTo(16);
    assertThat(counters.renewals.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isEqualTo(1);
    assertThat(counters.repeated.sum()).isZero();
  }

  @Test
  void sendsAgainInOrderWhatAnOldConnectionHadThatWasReset() {
    Connections links = linksWithASecondConnection();
    links.perform(Action.REST, State.INITIAL);
    passes(REST, links);
    links.perform(Action.ADOPT_RENEWAL, State.INITIAL);
    first.reset = true;
    first.handler.ready();
    links.pump();
    assertThat(connection.written()).isEqualTo("a\n");
    assertThat(counters.repeated.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isZero();
    assertThat(events).as("neither given nor missed").containsExactly("RESTED 1");
  }

  @Test
  void writesToTheNewConnectionAfterASecondAlthoughTheOldOneHasNotEnded() {
    Connections links = linksWithASecondConnection();
    links.perform(Action.REST, State.INITIAL);
    passes(REST, links);
    links.perform(Action.ADOPT_RENEWAL, State.INITIAL);
    log(1);
    passes(SECOND - 1, links);
    assertThat(connection.written()).isEmpty();
    passes(1, links);
    assertThat(connection.written()).isEqualTo("a\n");
    assertThat(links.isRenewable()).as("not while an old one is there").isFalse();
    passes(4 * SECOND, links);
    assertThat(events).containsExactly("RESTED 1", "RECEIPT_MISSED 1");
    assertThat(connection.written()).as("the one without a receipt first").isEqualTo("a\na\n");
    assertThat(counters.repeated.sum()).isEqualTo(2);
  }

  @Test
  void blamesNoServerForMissingReceiptsThatIsMerelySlow() {
    Connections links = linksWithASecondConnection();
    links.perform(Action.REST, State.INITIAL);
    passes(REST, links);
    links.perform(Action.ADOPT_RENEWAL, State.INITIAL);
    log(8);
    for (int i = 0; i < 10; i++) {
      connection.room = 1;
      connection.handler.ready();
      passes(SECOND / 2, links);
    }
    assertThat(links.isDraining()).isFalse();
    assertThat(links.isConnected()).isTrue();
    assertThat(events).containsExactly("RESTED 1");
  }

  @Test
  void goesOnWithTheOldConnectionWhenItIsTold() {
    Connections links = linksWithASecondConnection();
    links.perform(Action.REST, State.INITIAL);
    log(1);
    connection.endOfStream = true;
    connection.handler.ready();
    assertThat(events).containsExactly("RENEWAL_FAILED 0");
    links.settle(Trigger.RENEWAL_FAILED, State.INITIAL);
    links.perform(Action.RESUME, State.INITIAL);
    passes(SECOND, links);
    assertThat(first.written()).isEqualTo("a\na\n");
    assertThat(connection.written()).isEqualTo("[closed]");
    assertThat(events).containsExactly("RENEWAL_FAILED 0");
  }

  @Test
  void renewsNothingOfWhichNothingIsUnproven() {
    Connections links = links(ConnectionsTest::stream);
    assertThat(links.isRenewable()).isFalse();
    connect(links);
    assertThat(links.isRenewable()).isFalse();
    log(2);
    connection.room = 3;
    links.pump();
    assertThat(links.isRenewable()).as("takes no bytes").isFalse();
    connection.room = 3;
    connection.handler.ready();
    assertThat(links.isRenewable()).isTrue();
  }

  @Test
  void asksNoRestOfARelpServerThatAnswersEveryMessage() {
    Connections links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(1);
    links.pump();
    assertThat(links.isRenewable()).isFalse();
    events.clear();
    links.perform(Action.REST, State.INITIAL);
    links.checkDeadlines();
    assertThat(events).containsExactly("RESTED 1");
  }

  @Test
  void doesNotDoubtWhatAServerHasAnsweredEvenIfItWasToBeSentAgain() {
    Connections links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(2);
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(4);
    links.pump();
    connection.toRead = "2 rsp 6 200 OK\n3 rsp 6 200 OK\n4 rsp 6 200 OK\n";
    connection.handler.ready();
    nowNanos = 5 * SECOND;
    links.checkDeadlines();
    assertThat(ring.sent()).as("all is to be sent again").isZero();
    Remainder rest = links.end();
    assertThat(rest.inDoubt()).as("2 there, 1 here").isEqualTo(3);
    assertThat(rest.unsent()).isZero();
    assertThat(rest.proven().countMessages(ring, 0, ring.tail())).isEqualTo(3);
  }

  @Test
  void aReceiptThatIsOverdueIsToldOnceAndMakesTheConnectionRenewable() {
    ReceiptRequests requests = ReceiptRequests.inPairs(SECOND);
    Connections links =
        links(() -> new StreamSession(new LineDelimited(), 10 * SECOND, 1024, 1024, requests));
    connection.givesReceipts = true;
    connect(links);
    log(1);
    links.pump();
    assertThat(links.isRenewable()).as("it may never answer").isTrue();
    connection.receipts = 2;
    connection.handler.ready();
    links.release();
    assertThat(ring.released()).isEqualTo(16);
    assertThat(counters.confirmed.sum()).isEqualTo(1);
    assertThat(counters.receipts.sum()).isEqualTo(1);
    passes(SECOND, links);
    log(1);
    links.pump();
    assertThat(links.isRenewable()).as("a receipt will come").isFalse();
    events.clear();
    passes(SECOND - 1, links);
    assertThat(events).isEmpty();
    passes(1, links);
    passes(SECOND, links);
    assertThat(events).containsExactly("RECEIPT_OVERDUE 1");
    assertThat(links.isRenewable()).isTrue();
  }
}
