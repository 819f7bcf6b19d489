package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.Delivery.Turn.FLOWING;
import static io.github.failoversyslog.engine.Delivery.Turn.IDLE;
import static io.github.failoversyslog.engine.Delivery.Turn.MORE;
import static io.github.failoversyslog.engine.Delivery.Turn.OVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnReports;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.ring.Writers;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.status.DiscardReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** What a delivery makes of its parts; messages are single letters, at positions 0, 16, 32. */
class DeliveryTest {
  private static final long SECOND = 1_000_000_000;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final MessageStore store = mock();
  private final Connections connections = mock();
  private final FailoverControl control = mock();
  private final Admission admission = mock();
  private final OwnReports ownReports = mock();
  private final StatusReporter reporter = mock();
  private final Announcer announcer = mock();
  private final Counters counters = new Counters();
  private final Shutdown shutdown = new Shutdown(1);
  private long nowNanos = 100 * SECOND;
  private Delivery delivery;

  @BeforeEach
  void makeDelivery() {
    when(control.state()).thenReturn(State.INITIAL);
    when(store.keeper()).thenReturn("");
    delivery = over(ring);
  }

  private Delivery over(MessageRing messages) {
    when(store.ring()).thenReturn(messages);
    return new Delivery(
        connections,
        control,
        store,
        admission,
        new Reports(counters, reporter, announcer),
        ownReports,
        shutdown,
        () -> nowNanos,
        Writers.lastAppends());
  }

  private void log(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      assertThat(append(letters.charAt(i))).isTrue();
    }
  }

  private boolean append(char letter) {
    return ring.append(new byte[] {(byte) letter}, 1, 1024, new LongAdder());
  }

  private void send() {
    ring.read("", (message, position, none) -> true);
  }

  private static MessageRing lost() {
    MessageRing lost = mock();
    doThrow(SpoolFaultException.class).when(lost).requireWhole();
    return lost;
  }

  @Nested
  class ATurn {

    @Test
    void goesThroughTheWorkInOrder() {
      delivery.turn();
      InOrder order = inOrder(control, connections, ownReports, reporter);
      order.verify(control).checkDeadlines();
      order.verify(control).handleSignals();
      order.verify(connections).pump();
      order.verify(control).handleSignals();
      order.verify(connections).release();
      order.verify(ownReports).check(nowNanos, false, false, 0);
      order.verify(reporter).reportWaiting();
    }

    @Test
    void saysWhetherThereIsMoreToDo() {
      assertThat(delivery.turn()).isEqualTo(IDLE);
      log("a");
      when(connections.pump())
          .thenAnswer(
              pump -> {
                send();
                return false;
              })
          .thenReturn(true);
      assertThat(delivery.turn()).isEqualTo(FLOWING);
      assertThat(delivery.turn()).isEqualTo(MORE);
    }

    @Test
    void isFollowedByAnotherAtOnceIfACallerWaitsForWrites() {
      when(admission.isWaitedFor()).thenReturn(true);
      assertThat(delivery.turn()).as("nothing to write").isEqualTo(IDLE);
      log("a");
      assertThat(delivery.turn()).as("nobody takes it").isEqualTo(IDLE);
      when(connections.isReadyForMessages()).thenReturn(true);
      assertThat(delivery.turn()).isEqualTo(MORE);
      when(admission.isWaitedFor()).thenReturn(false);
      assertThat(delivery.turn()).as("nobody waits").isEqualTo(IDLE);
    }

    @Test
    void reportsAMessageThatAThreadLeftUnfinished() {
      Writers.diesInTheMessage(ring, 10);
      for (int second = 0; second < 10; second++) {
        delivery.turn();
        nowNanos += SECOND;
      }
      verify(reporter, never()).report(any());
      assertThat(delivery.turn()).as("what was behind it may be written").isEqualTo(MORE);
      assertThat(delivery.turn()).isEqualTo(IDLE);
      verify(reporter, times(1)).report(StatusLines.unfinishedMessage());
    }

    @Test
    void isNotTakenWithALostSpool() {
      assertThatThrownBy(over(lost())::turn).isInstanceOf(SpoolFaultException.class);
      verify(connections, never()).pump();
    }
  }

  @Nested
  class ReleasedMemory {
    private final List<Long> times = new ArrayList<>();

    private void released(int confirmed, int unconfirmed) {
      counters.receiptTimes.add(this, times::add);
      counters.receiptTimes.appended(16);
      log("a");
      send();
      doAnswer(
              release -> {
                ring.release(16);
                counters.confirmed.add(confirmed);
                counters.releasedUnconfirmed.add(unconfirmed);
                return null;
              })
          .when(connections)
          .release();
      delivery.turn();
    }

    @Test
    void isOfferedToWaitingCallersAndMeasuredIfItWasConfirmed() {
      released(1, 0);
      verify(admission).roomMade();
      assertThat(times).hasSize(1);
    }

    @Test
    void isNotMeasuredIfNoReceiptCame() {
      released(0, 0);
      verify(admission).roomMade();
      assertThat(times).isEmpty();
    }

    @Test
    void isNotMeasuredIfAPartWasUnconfirmed() {
      released(1, 1);
      verify(admission).roomMade();
      assertThat(times).isEmpty();
    }

    @Test
    void isNotOfferedIfThereIsNone() {
      delivery.turn();
      verify(admission, never()).roomMade();
    }
  }

  @Nested
  class AStop {

    @BeforeEach
    void request() {
      shutdown.request(Duration.ofSeconds(10));
      when(connections.isFlushed()).thenReturn(true);
    }

    @Test
    void isOverWhenNothingIsLeftAndTakesNoMoreMessages() {
      assertThat(delivery.turn()).isEqualTo(OVER);
      assertThat(append('a')).isFalse();
    }

    @Test
    void goesOnWhileAConnectionDrains() {
      when(connections.isDraining()).thenReturn(true);
      when(control.isReachable()).thenReturn(true);
      assertThat(delivery.turn()).isEqualTo(IDLE);
    }

    @Test
    void leavesTheRingOpenForASuccessor() {
      when(store.isHandedOver()).thenReturn(true);
      assertThat(delivery.turn()).isEqualTo(OVER);
      assertThat(append('a')).isTrue();
    }
  }

  @Nested
  class ADefect {

    @Test
    void isReportedAndFollowedByANewStart() {
      log("ab");
      send();
      delivery.startOver(new IllegalStateException("a defect"));
      verify(reporter).report(argThat(status -> status.text().contains("a defect")));
      verify(control).startOver();
      assertThat(counters.repeated.sum()).isEqualTo(2);
      assertThat(ring.sent()).isZero();
    }

    @Test
    void ofTheSpoolCostsItsMessagesAndIsFollowedByMemory() {
      when(store.goOnInMemory()).thenReturn(new MessageRing.Left(3, 2));
      delivery.leaveSpool();
      verify(control).startOver();
      assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(2);
      verify(admission).discard(DiscardReason.SPOOL_FAULT, 3);
      verify(store).tellLeft(new MessageRing.Left(3, 2), reporter);
      verify(admission).roomMade();
    }

    @Test
    void ofTheSpoolCostsNothingIfItWasEmpty() {
      when(store.goOnInMemory()).thenReturn(new MessageRing.Left(0, 0));
      delivery.leaveSpool();
      verify(admission, never()).discard(any(), anyLong());
    }

    @Test
    void ofTheSpoolIsLeftEvenIfAConnectionCannotBeClosed() {
      when(store.goOnInMemory()).thenReturn(new MessageRing.Left(0, 0));
      doThrow(new IllegalStateException("a defect")).when(control).startOver();
      assertThatThrownBy(delivery::leaveSpool).hasMessage("a defect");
      verify(store).goOnInMemory();
    }
  }

  @Nested
  class TheEnd {
    private final Undelivered.Doubt doubt = new Undelivered.Doubt(0, new Spans());

    @BeforeEach
    void leave() {
      when(connections.doubt()).thenReturn(doubt);
      when(connections.undelivered(doubt)).thenReturn(new Undelivered(16, 2, 5, 3, 1));
      log("ab");
      send();
    }

    @Test
    void countsWhatIsUndelivered() {
      delivery.end();
      assertThat(counters.releasedUnconfirmed.sum()).isEqualTo(2);
      assertThat(counters.discarded(DiscardReason.UNSENT_AT_STOP).sum()).isEqualTo(5);
      assertThat(counters.sent.sum()).isEqualTo(-3);
      assertThat(counters.repeated.sum()).isEqualTo(-1);
      verify(connections).releaseLast(16, false);
      InOrder order = inOrder(ownReports, reporter, control, connections);
      order.verify(control).signal(Trigger.STOP);
      order.verify(connections).releaseLast(16, false); // may count rejected messages
      order.verify(ownReports).stop();
      order.verify(reporter).reportWaiting();
      order.verify(reporter).stopped(true, 5, 2, "");
      assertThat(append('c')).as("sealed").isFalse();
    }

    @Test
    void leavesItInAFile() {
      when(store.keeper()).thenReturn("the file");
      delivery.end();
      assertThat(counters.releasedUnconfirmed.sum()).isZero();
      assertThat(counters.discarded(DiscardReason.UNSENT_AT_STOP).sum()).isZero();
      assertThat(counters.repeated.sum()).as("read again by the next start").isEqualTo(2);
      verify(connections).releaseLast(16, true);
      verify(reporter).stopped(false, 5, 2, StatusLines.keptIn("the file"));
    }

    @Test
    void leavesItToASuccessor() {
      when(store.isHandedOver()).thenReturn(true);
      delivery.end();
      verify(connections).releaseLast(16, true);
      verify(reporter).stopped(false, 5, 2, StatusLines.takenOver());
      assertThat(append('c')).as("the successor's").isTrue();
    }

    @Test
    void countsNothingFromALostSpool() {
      assertThatThrownBy(over(lost())::end).isInstanceOf(SpoolFaultException.class);
      verify(control, never()).signal(any(Trigger.class));
    }
  }

  @Test
  void asksItsConnectionsWhatTheyWaitFor() {
    assertThat(delivery.isReachable()).isFalse();
    assertThat(delivery.isReadyForMessages()).isFalse();
    assertThat(delivery.awaitsAnswers()).isFalse();
    when(control.isReachable()).thenReturn(true);
    when(connections.isReadyForMessages()).thenReturn(true);
    when(connections.awaitsAnswers()).thenReturn(true);
    assertThat(delivery.isReachable()).isTrue();
    assertThat(delivery.isReadyForMessages()).isTrue();
    assertThat(delivery.awaitsAnswers()).isTrue();
    delivery.looked(7);
    verify(connections, times(1)).looked(7);
  }
}
