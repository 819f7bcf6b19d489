package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.Server;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.Event;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.LineDelimited;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages are single letters of 16 bytes each, in a ring of 1024. The resend window is 10 s. */
class LinksTest {
  private static final long SECOND = 1_000_000_000;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Counters counters = new Counters();
  private ScriptedConnection connection = new ScriptedConnection();
  private long nowNanos;

  /** Every attempt reaches the next connection at once. */
  private Links links(Supplier<Session> sessions) {
    return links(sessions, 1024);
  }

  private Links links(Supplier<Session> sessions, int batchBytes) {
    Connector connector =
        (server, generation, outcome) -> {
          outcome.reached(connection);
          return new Connected();
        };
    return new Links(
        new Links.Settings(List.of(new Server("log1", 601)), batchBytes, SECOND, 5 * SECOND),
        new Approach.Environment(
            connector, sessions, () -> nowNanos, SECOND, (event, generation, reason) -> {}),
        new Outflow.Shared(ByteBuffer.allocate(256), ring, counters, () -> nowNanos));
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

  private static Session stream() {
    return new StreamSession(new LineDelimited(), 10 * SECOND, 1024);
  }

  private static void connect(Links links) {
    links.perform(Action.CONNECT, State.INITIAL);
    links.settle(Event.CONNECTED, State.INITIAL);
  }

  private void log(int messages) {
    for (int i = 0; i < messages; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 6, 1024, new LongAdder());
    }
  }

  @Test
  void keepsWhatNoRelpServerHasAnsweredHoweverLittleRoomThereIs() {
    Links links = links(() -> new RelpSession(100, SECOND, () -> {}));
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
    Links links = links(() -> new RelpSession(100, SECOND, () -> {}));
    assertThat(links.isReachable()).isFalse();
    links.perform(Action.CONNECT, State.INITIAL);
    assertThat(links.isReachable()).isTrue();
    assertThat(links.isConnected()).isFalse();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connection.handler.ready();
    links.settle(Event.CONNECTED, State.INITIAL);
    assertThat(links.isConnected()).isTrue();
    links.perform(Action.ABANDON_CONNECTION, State.INITIAL);
    assertThat(links.isReachable()).isFalse();
  }

  @Test
  void countsAllThatItLetsGoForLackOfRoomHoweverOld() {
    Links links = links(LinksTest::stream);
    connect(links);
    log(60);
    links.pump();
    nowNanos = 1000 * SECOND;
    links.release();
    assertThat(ring.released()).as("half of the ring is free").isEqualTo(60 * 16 - 512);
    assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(28);
  }

  @Test
  void sendsNothingAgainForAnOldConnectionThatHadNothing() {
    Links links = links(LinksTest::stream);
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
    Links links = links(LinksTest::stream);
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
    Links links = links(LinksTest::stream);
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
    Links links = links(LinksTest::stream, 6); // three frames
    connect(links);
    log(10);
    connection.room = 3;
    links.pump();
    links.drainCurrent();
    connection = new ScriptedConnection();
    connection.room = 5;
    connect(links);
    links.pump();
    Links.Rest rest = links.end();
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).as("1 of 3 frames there, 2 of 3 here").isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsWhatAnOldConnectionGoesOnToWriteAsSent() {
    Links links = links(LinksTest::stream, 6);
    connect(links);
    log(10);
    connection.room = 3;
    links.pump();
    links.drainCurrent();
    connection.room = 100;
    connection.handler.ready();
    Links.Rest rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(7);
  }

  @Test
  void countsWhatWasWrittenToALostConnectionAsInDoubtUntilItIsSentAgain() {
    Links links = links(LinksTest::stream);
    connect(links);
    log(10);
    connection.room = 7;
    links.pump();
    connection.room = 4; // the connection goes on by itself
    connection.handler.ready();
    links.perform(Action.ABANDON_CONNECTION, State.INITIAL);
    Links.Rest rest = links.end();
    assertThat(rest.inDoubtFrom()).isZero();
    assertThat(rest.inDoubt()).isEqualTo(5);
    assertThat(rest.unsent()).isEqualTo(5);
  }

  @Test
  void countsWhatTlsHoldsBackAsInDoubt() {
    Links links = links(LinksTest::stream);
    connect(links);
    log(10);
    connection.holdsBack = true;
    connection.room = 9; // taken, and perhaps on its way
    links.pump();
    Links.Rest rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(4);
    assertThat(rest.unsent()).isEqualTo(6);
  }

  @Test
  void countsWhatNoRelpServerHasAnsweredAsInDoubt() {
    Links links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(8);
    links.pump();
    connection.toRead = "2 rsp 6 200 OK\n3 rsp 6 200 OK\n";
    connection.handler.ready();
    Links.Rest rest = links.end();
    assertThat(rest.inDoubtFrom()).isEqualTo(2 * 16);
    assertThat(rest.inDoubt()).isEqualTo(3);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void countsOnlyWholeRelpFramesAsSent() {
    Links links = links(() -> new RelpSession(5, SECOND, () -> {}));
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(links);
    log(5);
    connection.room = 3 * "2 syslog 1 a\n".length() - 1;
    links.pump();
    Links.Rest rest = links.end();
    assertThat(rest.inDoubt()).isEqualTo(2);
    assertThat(rest.unsent()).isEqualTo(3);
  }

  @Test
  void doesNotDoubtWhatAServerHasAnsweredBecauseAnOlderOneHasNot() {
    Links links = links(() -> new RelpSession(5, SECOND, () -> {}));
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
    Links.Rest rest = links.end();
    assertThat(rest.inDoubtFrom()).as("what a spool keeps").isZero();
    assertThat(rest.inDoubt()).as("2 there, 1 here").isEqualTo(3);
    assertThat(rest.unsent()).isZero();
  }
}
