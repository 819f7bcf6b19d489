package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void distinguishesOnceRepeatedLostAndLateEvents() {
    Tally tally = tally(new int[] {6}, batch(2, "b/1", 2, 4, 2), batch(1, "a/1", 0, 2, 1));
    assertThat(tally.once()).isEqualTo(3); // 0, 1, 4
    assertThat(tally.repeated()).isEqualTo(2); // 2 twice more
    assertThat(tally.lost()).containsExactly(3, 5);
    assertThat(tally.outOfOrder()).isEqualTo(1); // 1 after 2
    assertThat(tally.firstOfConnections()).containsExactly(0L, 2L);
    assertThat(tally.repeatsOfConnections()).containsExactly(0L, 2L);
    assertThat(tally).hasToString("sent 6 | once 3 | repeated 2 | lost 2 | out of order 1");
  }

  @Test
  void tellsWhatHadArrivedShortlyBeforeEachConnection() {
    Tally tally =
        tally(
            new int[] {5},
            batch(1, "a/1", 0, 1),
            batch(4, "a/1", 2, 3),
            batch(5, "b/1"),
            batch(6, "b/1", 3, 3, 4),
            batch(8, "c/1", 3));
    assertThat(tally.arrivedBeforeConnections(Duration.ofNanos(4))).containsExactly(0L, 2L, 3L);
  }

  @Test
  void keepsCallersApart() {
    long ofSecond = NumberedEvents.number(1, 0);
    Tally tally = tally(new int[] {2, 2}, batch(1, "a/1", 1, ofSecond, 0, ofSecond + 1));
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.outOfOrder()).isEqualTo(1);
    assertThat(tally.once()).isEqualTo(4);
  }

  @Test
  void looksForLossesAmongTheFirstEventsOnly() {
    Tally tally = tally(new int[] {3, 3}, batch(1, "a/1", 0, NumberedEvents.number(1, 1)));
    assertThat(tally.lost(new int[] {1, 2})).containsExactly(NumberedEvents.number(1, 0));
  }

  @Test
  void countsWhatNobodySent() {
    Tally tally =
        tally(new int[] {2}, batch(1, "a/1", 2, RecordFile.NO_FRAME, NumberedEvents.number(1, 0)));
    assertThat(tally.unknown()).isEqualTo(3);
  }

  private static Tally tally(int[] logged, Batch... batches) {
    return Tally.ofBatches(logged, List.of(batches));
  }

  private static Batch batch(long nanos, String connection, long... numbers) {
    return new Batch(nanos, connection, numbers);
  }
}
