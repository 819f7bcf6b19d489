package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.Writers;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import io.github.failoversyslog.wire.LineDelimited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stopping a delivery to one server with a reconnect delay of 20 s. Messages are single letters,
 * frames have two bytes, and a batch holds three of them. The resend window is 10 s.
 */
class DeliveryStopTest {
  private static final long SECOND = 1_000_000_000;
  private static final long REST = SECOND / 5;

  private final SenderConfig config = SenderConfig.of(Map.of("host", "log1"));
  private final Counters counters = new Counters();
  private final List<String> statuses = new ArrayList<>();
  private final StatusReporter reporter =
      new StatusReporter(status -> statuses.add(status.kind() + " " + status.text()));
  private final MessageStore store = MessageStore.open(config.buffer(), this);
  private final Admission admission =
      new Admission(store.ring(), config.buffer(), counters, () -> {}, () -> {}, () -> {});
  private final Shutdown shutdown = new Shutdown(1);
  private final ScriptedConnection connection = new ScriptedConnection();
  private StreamSession session = Streams.of(new LineDelimited(), 10 * SECOND, 1024);
  private final List<Connector.AttemptListener> attempts = new ArrayList<>();
  private Runnable whenAttempted = () -> {};
  private long nowNanos;
  private final Delivery delivery = delivery();

  private Delivery delivery() {
    Rules rules =
        new Rules(1, false, SECOND, 1, 0, false, SECOND, new Backoff(40 * SECOND, 40 * SECOND));
    DeliveryParts.Network network =
        new DeliveryParts.Network(
            List.of(new Server("log1", 601)),
            this::attempt,
            () -> session,
            60 * SECOND,
            new Connections.Settings(6, 60 * SECOND, 60 * SECOND, 0));
    return new DeliveryParts(
            config,
            rules,
            network,
            store,
            admission,
            counters,
            reporter,
            shutdown,
            DeliveryParts.platform(() -> nowNanos))
        .delivery(message -> true);
  }

  private Connector.Attempt attempt(Server server, Connector.AttemptListener outcome) {
    attempts.add(outcome);
    whenAttempted.run();
    return new IdleAttempt();
  }

  private void log(int messages) {
    for (int i = 0; i < messages; i++) {
      assertThat(admission.offer(new byte[] {'a'}, 1, Severity.ERROR)).isTrue();
    }
  }

  private void connects() {
    whenAttempted = () -> attempts.get(attempts.size() - 1).reached(connection);
  }

  private void fails() {
    attempts.get(attempts.size() - 1).failed("refused");
    delivery.handleSignals();
  }

  private void stops(Duration budget) {
    admission.close();
    shutdown.request(budget);
  }

  private long inDoubt() {
    return counters.releasedUnconfirmed.sum();
  }

  private long unsent() {
    return counters.discarded(DiscardReason.UNSENT_AT_STOP).sum();
  }

  @Test
  void countsTheOutcomeOfEveryMessage() {
    connects();
    log(2);
    delivery.turn();
    delivery.turn();
    nowNanos = 10 * SECOND;
    delivery.looked(nowNanos);
    connection.receives("x"); // so the first two no longer need a resend
    connection.room = 6 * 2;
    log(9);
    delivery.turn();
    assertThat(store.ring().released()).isEqualTo(2 * 16);
    session.receipt(4 * 16);
    delivery.end();
    assertThat(counters.confirmed.sum()).isEqualTo(2);
    assertThat(inDoubt()).isEqualTo(4);
    assertThat(unsent()).isEqualTo(3);
    assertThat(counters.accepted.sum())
        .as("and two were released by the window")
        .isEqualTo(2 + 2 + 4 + 3);
  }

  @Test
  void confirmsMessagesThatTheEndOfTheStreamProves() {
    connects();
    log(3);
    delivery.turn();
    stops(Duration.ofSeconds(1));
    delivery.turn();
    nowNanos = SECOND / 2; // the rest before the half-close is over
    delivery.turn();
    connection.ends();
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(counters.confirmed.sum()).isEqualTo(3);
    assertThat(inDoubt()).isZero();
    assertThat(unsent()).isZero();
  }

  @Test
  void startsTheBudgetAtTheEndOfTheFirstTurn() {
    whenAttempted = () -> nowNanos += 4 * SECOND / 10;
    log(1);
    stops(Duration.ofSeconds(1));
    assertThat(delivery.turn()).isNotEqualTo(Delivery.Turn.OVER);
    assertThat(delivery.wakeAtNanos()).isEqualTo(14 * SECOND / 10);
  }

  @Test
  void startsTheQuietTimeAfterADiscardAtTheEndOfATurn() {
    admission.discard(DiscardReason.BUFFER_FULL);
    whenAttempted =
        () -> {
          nowNanos += 4 * SECOND / 10;
          attempts.get(0).reached(connection);
        };
    delivery.turn();
    assertThat(delivery.isReadyForMessages()).isTrue();
    nowNanos = 14 * SECOND / 10 - 1;
    delivery.turn();
    assertThat(statuses).noneMatch(status -> status.startsWith("DISCARDING_ENDED"));
    nowNanos++;
    delivery.turn();
    assertThat(statuses).anyMatch(status -> status.startsWith("DISCARDING_ENDED"));
  }

  @Test
  void waitsForAnAttemptInProgressUntilTheBudgetIsUsedUp() {
    log(3);
    delivery.turn();
    stops(Duration.ofSeconds(5));
    delivery.turn();
    nowNanos = 4 * SECOND;
    assertThat(delivery.turn()).isNotEqualTo(Delivery.Turn.OVER);
    attempts.get(0).reached(connection);
    delivery.handleSignals();
    delivery.turn();
    assertThat(connection.written()).isEqualTo("a\na\na\n");
    nowNanos += REST;
    delivery.turn();
    assertThat(connection.written()).isEqualTo("[end]");
  }

  @Test
  void endsTheRestAfterHalfOfTheRemainingTime() {
    connects();
    log(1);
    delivery.turn();
    stops(Duration.ofMillis(100));
    delivery.turn();
    assertThat(delivery.wakeAtNanos()).isEqualTo(REST / 4);
    assertThat(connection.written()).isEqualTo("a\n");
    nowNanos = REST / 4;
    delivery.turn();
    assertThat(connection.written()).isEqualTo("[end]");
  }

  /** One message is written. A round trip takes 40 ms. */
  private void halfClosesBeforeTheRestIsOver() {
    connection.roundTripNanos = 40_000_000;
    connects();
    log(1);
    delivery.turn();
    stops(Duration.ofMillis(100));
    delivery.turn();
    nowNanos = REST / 4;
    delivery.turn();
  }

  @Test
  void confirmsNothingByAnEndOfStreamWithinARoundTrip() {
    halfClosesBeforeTheRestIsOver();
    nowNanos += connection.roundTripNanos - 1;
    delivery.looked(nowNanos);
    connection.ends();
    delivery.end();
    assertThat(inDoubt()).isEqualTo(1);
  }

  @Test
  void confirmsByAnEndOfStreamAfterARoundTripAlthoughTheRestWasCutShort() {
    halfClosesBeforeTheRestIsOver();
    nowNanos += connection.roundTripNanos;
    delivery.looked(nowNanos);
    connection.ends();
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(inDoubt()).isZero();
  }

  @Test
  void retriesAtOnceAServerThatWasDueLater() {
    log(1);
    delivery.turn();
    fails();
    nowNanos = SECOND;
    stops(Duration.ofSeconds(5));
    delivery.turn();
    assertThat(attempts).hasSize(2);
    fails();
    delivery.turn();
    assertThat(attempts).as("it has failed since the stop began").hasSize(2);
    assertThat(delivery.wakeAtNanos()).isEqualTo(3 * SECOND / 2);
    nowNanos = 3 * SECOND / 2;
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
  }

  @Test
  void reconnectsAtOnceIfAConnectionIsLostDuringTheStop() {
    connects();
    log(3);
    connection.room = 1;
    delivery.turn();
    stops(Duration.ofSeconds(5));
    delivery.turn();
    whenAttempted = () -> {};
    connection.ends();
    delivery.handleSignals();
    delivery.turn();
    assertThat(attempts).hasSize(2);
    assertThat(delivery.wakeAtNanos()).as("no back-off").isEqualTo(5 * SECOND);
  }

  /** The server has closed the connection, and no poll has shown it yet. */
  @Test
  void sendsAgainWhatIsFoundUnreadOnlyWhenTheConnectionIsToBeEnded() {
    connects();
    log(1);
    delivery.turn();
    nowNanos = REST;
    connection.endOfStream = true;
    whenAttempted = () -> {};
    stops(Duration.ofSeconds(5));
    assertThat(delivery.turn()).isNotEqualTo(Delivery.Turn.OVER);
    assertThat(connection.written()).isEqualTo("a\n[closed]");
    assertThat(attempts).as("in the same turn, since nothing wakes the next one").hasSize(2);
    connection.endOfStream = false;
    attempts.get(1).reached(connection);
    delivery.turn();
    assertThat(connection.written()).isEqualTo("a\n");
  }

  @Test
  void triesAServerAtOnceThatDidNotReadEverythingBeforeTheEnd() {
    connects();
    log(1);
    delivery.turn();
    whenAttempted = () -> {};
    stops(Duration.ofSeconds(5));
    delivery.turn();
    connection.endOfStream = true; // during the rest
    connection.handler.ready();
    delivery.handleSignals();
    assertThat(connection.written()).isEqualTo("a\n[closed]");
    assertThat(delivery.turn()).isNotEqualTo(Delivery.Turn.OVER);
    assertThat(attempts).hasSize(2);
    assertThat(delivery.wakeAtNanos()).as("no back-off").isEqualTo(5 * SECOND);
  }

  @Test
  void reportsWhyAConnectionEndedBeforeEverythingWasRead() {
    connects();
    log(1);
    delivery.turn();
    stops(Duration.ofSeconds(100));
    nowNanos = REST;
    delivery.turn();
    assertThat(connection.written()).isEqualTo("a\n[end]");
    nowNanos = 60 * SECOND + REST;
    delivery.turn();
    assertThat(statuses)
        .anyMatch(
            status -> status.contains("log1:601 lost (did not close within 60 s (closeTimeout))"));
  }

  /** The third connection is the first without requests. */
  @Test
  void triesAServerAgainThatEndsConnectionsOverRequestsForReceipts() {
    connection.givesReceipts = true;
    log(1);
    stops(Duration.ofSeconds(5));
    for (int made = 1; made <= 3; made++) {
      session =
          new StreamSession(
              new LineDelimited(), 10 * SECOND, 1024, 1024, ReceiptRequests.inPairs(SECOND));
      delivery.turn();
      attempts.get(attempts.size() - 1).reached(connection);
      delivery.turn();
      assertThat(connection.written()).isEqualTo(made < 3 ? "a\n[asks 2]" : "a\n");
      connection.fails("TLS failed: unexpected message");
      assertThat(connection.written()).isEqualTo("[closed]");
      connection.fault = "";
    }
    delivery.turn();
    assertThat(attempts).as("it has failed").hasSize(3);
  }

  @Test
  void doesNotReconnectIfNothingIsLeftToSend() {
    delivery.turn();
    fails();
    stops(Duration.ofSeconds(5));
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void countsExactlyTheMessagesNotSentToASlowServer() {
    connects();
    log(10);
    connection.room = 4;
    delivery.turn();
    stops(Duration.ofSeconds(1));
    delivery.turn();
    connection.room = 7; // the rest of one batch, and two of three frames of the next
    connection.handler.ready();
    nowNanos = SECOND;
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(connection.written()).startsWith("a\na\n[blocked]a\n[free]a\na\na[blocked]");
    assertThat(counters.accepted.sum()).isEqualTo(10);
    assertThat(inDoubt()).isEqualTo(5);
    assertThat(unsent()).isEqualTo(5);
    assertThat(statuses)
        .contains(
            Status.Kind.STOPPED_UNDELIVERED
                + " stopped; 5 events not sent, 5 sent but unconfirmed");
  }

  /** A thread that is suspended, or died, while it logs. */
  @Test
  void countsMessagesBehindOneThatIsStillBeingWritten() {
    connects();
    log(2);
    delivery.turn();
    Writers.diesAfterTheClaim(store.ring(), 1);
    log(4);
    delivery.turn();
    stops(Duration.ZERO);
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(counters.accepted.sum()).isEqualTo(6);
    assertThat(inDoubt()).isEqualTo(2);
    assertThat(unsent()).isEqualTo(4);
  }

  @Test
  void countsExactlyTheMessagesSentWithinAndBeforeTheWindow() {
    connects();
    log(2);
    delivery.turn();
    nowNanos = 20 * SECOND;
    delivery.looked(nowNanos);
    connection.receives("heard");
    log(3);
    delivery.turn();
    stops(Duration.ofSeconds(1));
    delivery.turn();
    nowNanos = 21 * SECOND;
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(counters.accepted.sum()).isEqualTo(5);
    assertThat(inDoubt()).isEqualTo(3);
    assertThat(unsent()).isZero();
  }

  /** The number of written messages by the counters, each counted once. */
  private long written() {
    return counters.sent.sum() - counters.repeated.sum();
  }

  @Test
  void doesNotCountMessagesOfAnUnwrittenBatchAsSent() {
    connects();
    log(10);
    connection.room = 7; // one batch, and less than a frame of the next
    delivery.turn();
    stops(Duration.ofSeconds(1));
    delivery.turn();
    nowNanos = SECOND;
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(unsent()).isEqualTo(7);
    assertThat(counters.sent.sum()).isEqualTo(3);
    assertThat(counters.repeated.sum()).isZero();
    assertThat(written() + unsent()).isEqualTo(counters.accepted.sum());
  }

  /** Otherwise they would count as read. */
  @Test
  void sendsMessagesAgainAfterADefectAlthoughTheirConnectionCannotBeClosed() {
    connects();
    log(2);
    delivery.turn();
    connection.hasDefect = true;
    assertThatThrownBy(() -> delivery.startOver(new IllegalStateException("another defect")))
        .hasMessage("a defect");
    assertThat(store.ring().sent()).isZero();
    assertThat(counters.repeated.sum()).isEqualTo(2);
  }

  @Test
  void doesNotCountMessagesAsResentBeforeTheyAreWritten() {
    connects();
    log(5);
    delivery.turn();
    whenAttempted = () -> {};
    connection.ends();
    delivery.handleSignals();
    log(2);
    stops(Duration.ofSeconds(1));
    delivery.turn();
    nowNanos = SECOND;
    assertThat(delivery.turn()).isEqualTo(Delivery.Turn.OVER);
    delivery.end();
    assertThat(inDoubt()).isEqualTo(5);
    assertThat(unsent()).isEqualTo(2);
    assertThat(counters.sent.sum()).isEqualTo(5);
    assertThat(counters.repeated.sum()).isZero();
  }
}
