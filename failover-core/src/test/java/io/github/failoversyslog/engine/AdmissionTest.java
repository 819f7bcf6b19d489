package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers never wait. 80 % of the ring has room for seven messages. */
class AdmissionTest extends AdmissionFixture {
  private static final int ROOM_FOR_ALL = 7; // in 820

  @Test
  void itReservesTheLastFifthForSeriousEvents() {
    assertThat(offerUntilRefused(Severity.NOTICE)).isEqualTo(ROOM_FOR_ALL);
    assertThat(discarded(DiscardReason.BUFFER_RESERVED)).isEqualTo(1);
    assertThat(offerUntilRefused(Severity.WARNING)).isEqualTo(ROOM_FOR - ROOM_FOR_ALL);
    assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(1);
    assertThat(offer(Severity.EMERGENCY)).isFalse();
    assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(2);
    assertThat(counters.accepted.sum()).isEqualTo(ROOM_FOR);
  }

  @Test
  void itAcceptsMessagesAgainOnceThereIsRoom() {
    offerUntilRefused(Severity.ERROR);
    makeRoom();
    assertThat(offer(Severity.DEBUG)).isTrue();
  }

  @Test
  void itWakesTheLoopForAcceptedMessagesOnly() {
    int accepted = offerUntilRefused(Severity.ERROR);
    assertThat(messagesWaiting).hasValue(accepted);
  }

  @Test
  void itReportsOnceThatDiscardingBegan() {
    offerUntilRefused(Severity.ERROR);
    offer(Severity.ERROR);
    admission.discard(DiscardReason.ABANDONED);
    assertThat(discardingBegan).hasValue(1);
    assertThat(counters.isDiscarding()).isTrue();
    counters.discardingEnded();
    assertThat(counters.isDiscarding()).isFalse();
    offer(Severity.ERROR);
    assertThat(discardingBegan).hasValue(2);
  }

  @Test
  void itTellsTheReasonOfARefusalAndLeavesItToTheCallerToCountIt() {
    offerUntilRefused(Severity.ERROR);
    counters.discardingEnded();
    byte[] message = new byte[MESSAGE_BYTES];

    assertThat(admission.append(message, MESSAGE_BYTES, Severity.DEBUG))
        .isEqualTo(DiscardReason.BUFFER_RESERVED);
    assertThat(admission.append(message, MESSAGE_BYTES, Severity.ERROR))
        .isEqualTo(DiscardReason.BUFFER_FULL);
    admission.close();
    assertThat(admission.append(message, MESSAGE_BYTES, Severity.ERROR))
        .isEqualTo(DiscardReason.STOPPED);

    assertThat(counters.isDiscarding()).isFalse();
    assertThat(discarded(DiscardReason.BUFFER_FULL)).isEqualTo(1); // the one before
  }

  @Test
  void itRefusesMessagesThatALostSpoolCannotTake() {
    MessageRing lost = mock();
    when(lost.append(any(), anyInt(), anyLong(), any())).thenThrow(SpoolFaultException.class);
    admission = admission(lost, Overflow.DISCARD, Duration.ofMinutes(1));
    assertThat(offer(Severity.ERROR)).isFalse();
    assertThat(discarded(DiscardReason.SPOOL_FAULT)).isEqualTo(1);
  }

  @Test
  void itHasTheTimeToAReceiptMeasuredIfSomebodyListens() {
    List<Long> times = new ArrayList<>();
    offer(Severity.ERROR);
    counters.receiptTimes.add(this, times::add);
    counters.receiptTimes.released(ring.tail(), true);
    assertThat(times).as("of a message before").isEmpty();
    offer(Severity.ERROR);
    counters.receiptTimes.released(ring.tail(), true);
    assertThat(times).hasSize(1);
  }

  @Test
  void itRefusesMessagesOnceItIsClosed() {
    admission.close();
    assertThat(offer(Severity.EMERGENCY)).isFalse();
    assertThat(discarded(DiscardReason.STOPPED)).isEqualTo(1);
    assertThat(ring.hasWaiting()).isFalse();
  }
}
