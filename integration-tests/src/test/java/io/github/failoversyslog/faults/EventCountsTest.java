package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCountsTest {

  @Test
  void distinguishesOnceRepeatedLostAndLateEvents() {
    EventCounts counts = counts(new int[] {6}, batch(2, "b/1", 2, 4, 2), batch(1, "a/1", 0, 2, 1));
    assertThat(counts.once()).isEqualTo(3); // 0, 1, 4
    assertThat(counts.repeated()).isEqualTo(2); // 2 twice more
    assertThat(counts.lost()).containsExactly(3, 5);
    assertThat(counts.outOfOrder()).isEqualTo(1); // 1 after 2
    assertThat(counts.firstOfConnections()).containsExactly(0L, 2L);
    assertThat(counts.repeatsOfConnections()).containsExactly(0L, 2L);
    assertThat(counts).hasToString("sent 6 | once 3 | repeated 2 | lost 2 | out of order 1");
  }

  @Test
  void countsTheEventsThatArrivedShortlyBeforeEachConnection() {
    EventCounts counts =
        counts(
            new int[] {5},
            batch(1, "a/1", 0, 1),
            batch(4, "a/1", 2, 3),
            batch(5, "b/1"),
            batch(6, "b/1", 3, 3, 4),
            batch(8, "c/1", 3));
    assertThat(counts.arrivedBeforeConnections(Duration.ofNanos(4))).containsExactly(0L, 2L, 3L);
  }

  @Test
  void countsEachCallerSeparately() {
    long ofSecond = NumberedEvents.number(1, 0);
    EventCounts counts = counts(new int[] {2, 2}, batch(1, "a/1", 1, ofSecond, 0, ofSecond + 1));
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isEqualTo(1);
    assertThat(counts.once()).isEqualTo(4);
  }

  @Test
  void canCountLossesAmongTheFirstEventsOnly() {
    EventCounts counts = counts(new int[] {3, 3}, batch(1, "a/1", 0, NumberedEvents.number(1, 1)));
    assertThat(counts.lost(new int[] {1, 2})).containsExactly(NumberedEvents.number(1, 0));
  }

  @Test
  void countsEventsThatWereNeverSent() {
    EventCounts counts =
        counts(new int[] {2}, batch(1, "a/1", 2, RecordFile.NO_FRAME, NumberedEvents.number(1, 0)));
    assertThat(counts.unknown()).isEqualTo(3);
  }

  private static EventCounts counts(int[] logged, Batch... batches) {
    return EventCounts.ofBatches(logged, List.of(batches));
  }

  private static Batch batch(long nanos, String connection, long... numbers) {
    return new Batch(nanos, connection, numbers);
  }
}
