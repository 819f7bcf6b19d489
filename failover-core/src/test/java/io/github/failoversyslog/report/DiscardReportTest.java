package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** The clock starts at noon. */
class DiscardReportTest {
  private static final boolean FLOWING = true;
  private static final boolean NO_SERVER = false;

  private final Counters counters = new Counters();
  private final List<String> statusLines = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private boolean roomForMessages = true;
  private long nowNanos;
  private final DiscardReport report = newReport();

  private DiscardReport newReport() {
    return new DiscardReport(
        counters,
        new StatusReporter(status -> statusLines.add(status.kind() + ": " + status.text())),
        () -> Instant.parse("2026-03-09T12:00:00Z").plusNanos(nowNanos),
        message -> roomForMessages && messages.add(message.text()));
  }

  private void discards(int events, DiscardReason reason) {
    for (int i = 0; i < events; i++) {
      counters.discard(reason, 1);
    }
  }

  private void checkAfter(double seconds, boolean flowing) {
    nowNanos += Math.round(seconds * 1e9);
    report.check(nowNanos, flowing);
  }

  @Test
  void isSilentWhileNothingIsDiscarded() {
    checkAfter(0, FLOWING);
    checkAfter(100, FLOWING);
    assertThat(statusLines).isEmpty();
    assertThat(report.wakeAtNanos(FLOWING)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void reportsTheStartAndTheEndOfAPeriod() {
    discards(1, DiscardReason.BUFFER_RESERVED);
    checkAfter(0, NO_SERVER);
    discards(5, DiscardReason.BUFFER_RESERVED);
    discards(2, DiscardReason.BUFFER_FULL);
    checkAfter(3.5, FLOWING);
    assertThat(statusLines).hasSize(1);
    checkAfter(0.999, FLOWING);
    assertThat(statusLines).hasSize(1);
    checkAfter(0.001, FLOWING);
    String summary =
        "8 events discarded between 2026-03-09T12:00:00Z and 2026-03-09T12:00:04.500Z:"
            + " 2 logged while the buffer was full (bufferSize);"
            + " 6 below discardBelow, buffer over 80 % full";
    assertThat(statusLines)
        .containsExactly(
            Status.Kind.DISCARDING
                + ": discarding events:"
                + " 1 below discardBelow, buffer over 80 % full",
            Status.Kind.DISCARDING_ENDED + ": " + summary);
    assertThat(messages).containsExactly(summary);
  }

  @Test
  void tellsListenersTheNumbersAtTheBeginAndAtTheEndOfEachPeriod() {
    SenderListener listener = mock(SenderListener.class);
    DiscardReport told =
        new DiscardReport(
            counters, new StatusReporter(listener), () -> Instant.EPOCH, text -> true);
    discards(1, DiscardReason.BUFFER_RESERVED);
    told.check(0, FLOWING);
    discards(2, DiscardReason.BUFFER_FULL);
    told.check(1, FLOWING);
    told.check(1_000_000_001, FLOWING);
    discards(4, DiscardReason.BUFFER_FULL);
    told.stop();

    InOrder order = inOrder(listener);
    order
        .verify(listener)
        .discarding(new Discards(Map.of(DiscardReason.BUFFER_RESERVED, 1L), false));
    order
        .verify(listener)
        .discarding(
            new Discards(
                Map.of(DiscardReason.BUFFER_RESERVED, 1L, DiscardReason.BUFFER_FULL, 2L), true));
    order.verify(listener).discarding(new Discards(Map.of(DiscardReason.BUFFER_FULL, 4L), true));
    verify(listener, times(3)).discarding(any());
  }

  @Test
  void doesNotEndAPeriodWhileNoServerAcceptsMessages() {
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, NO_SERVER);
    checkAfter(3600, NO_SERVER);
    assertThat(messages).isEmpty();
    assertThat(report.wakeAtNanos(NO_SERVER)).isEqualTo(Long.MAX_VALUE);
    checkAfter(0, FLOWING);
    assertThat(messages).hasSize(1);
  }

  @Test
  void schedulesACheckOneSecondAfterTheLastDiscard() {
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0.25, FLOWING);
    assertThat(report.wakeAtNanos(FLOWING)).isEqualTo(1_250_000_000);
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0.5, FLOWING);
    assertThat(report.wakeAtNanos(FLOWING)).isEqualTo(1_750_000_000);
  }

  @Test
  void retriesIfTheBufferHadNoRoomForItsMessage() {
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    roomForMessages = false;
    checkAfter(1, FLOWING);
    assertThat(statusLines).hasSize(1);
    assertThat(counters.isDiscarding()).isTrue();
    roomForMessages = true;
    checkAfter(0.5, FLOWING);
    assertThat(messages).isEmpty();
    checkAfter(0.5, FLOWING);
    assertThat(messages).hasSize(1);
  }

  @Test
  void countsEachPeriodSeparately() {
    discards(3, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    checkAfter(9, FLOWING);
    discards(2, DiscardReason.BLOCK_TIMEOUT);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    assertThat(messages)
        .containsExactly(
            "3 events discarded between 2026-03-09T12:00:00Z and 2026-03-09T12:00:01Z:"
                + " 3 logged while the buffer was full (bufferSize)",
            "2 events discarded between 2026-03-09T12:00:10Z and 2026-03-09T12:00:11Z:"
                + " 2 timed out waiting for buffer space (blockTimeout)");
    assertThat(statusLines).hasSize(4);
  }

  @Test
  void endsAnOpenPeriodAtTheStop() {
    discards(3, DiscardReason.BUFFER_FULL);
    checkAfter(0, NO_SERVER);
    discards(1, DiscardReason.BUFFER_FULL);
    nowNanos += 2_000_000_000L;
    report.stop();
    report.stop();
    assertThat(statusLines)
        .last()
        .isEqualTo(
            Status.Kind.DISCARDING_ENDED
                + ": 4 events discarded between 2026-03-09T12:00:00Z and 2026-03-09T12:00:02Z:"
                + " 4 logged while the buffer was full (bufferSize)");
    assertThat(statusLines).hasSize(2);
  }

  @Test
  void reportsAtTheStopDiscardsThatWereNotReportedYet() {
    discards(1, DiscardReason.BUFFER_FULL);
    report.stop();
    assertThat(statusLines).hasSize(1).first().asString().contains("1 event discarded");
  }

  @Test
  void countsEventsDiscardedBeforeItWasCreated() {
    discards(2, DiscardReason.BUFFER_FULL);
    DiscardReport later = newReport();
    discards(1, DiscardReason.BUFFER_FULL);
    later.stop();
    assertThat(statusLines).hasSize(1).first().asString().contains("3 events discarded");
  }

  @Test
  void reportsNothingAtTheStopIfNothingWasDiscarded() {
    report.stop();
    assertThat(statusLines).isEmpty();
  }

  /** A server that rejects the report would be the reason of the next one. */
  @Test
  void sendsNoMessageWhenTheServerRejectedMessagesAndNothingElseWasDiscarded() {
    discards(2, DiscardReason.REJECTED);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    assertThat(messages).isEmpty();
    assertThat(statusLines.get(1)).contains("2 events discarded").contains("2 rejected twice");

    discards(1, DiscardReason.REJECTED);
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).contains("2 events discarded");
  }

  /** A thread may count its event just before a period ends, and set the mark just after. */
  private void marksAnEventThatIsCountedAlready() {
    counters.discard(DiscardReason.BUFFER_FULL, 0);
  }

  @Test
  void reportsNoPeriodForAnEventThatTheLastOneHasCounted() {
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    marksAnEventThatIsCountedAlready();
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    assertThat(statusLines).hasSize(2);
    assertThat(messages).hasSize(1);
    assertThat(counters.isDiscarding()).isFalse();
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    assertThat(statusLines).hasSize(3);
    assertThat(counters.isDiscarding()).isTrue();
  }

  @Test
  void reportsNothingAtTheStopForAnEventThatTheLastPeriodHasCounted() {
    discards(1, DiscardReason.BUFFER_FULL);
    checkAfter(0, FLOWING);
    checkAfter(1, FLOWING);
    marksAnEventThatIsCountedAlready();
    report.stop();
    assertThat(statusLines).hasSize(2);
  }
}
