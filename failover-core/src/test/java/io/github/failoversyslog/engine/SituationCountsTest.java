package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SituationCountsTest {
  private static final int FULL_RUN = 100_000;
  private static final int SHORT_RUN = 16_000;

  private final SituationCounts counts = new SituationCounts();

  @Test
  void aSituationThatNoScheduleReachesIsMissing() {
    Set<Situation> seen = EnumSet.allOf(Situation.class);
    seen.remove(Situation.BUFFER_FULL);
    counts.add(7, seen);
    assertThat(counts.missing(FULL_RUN)).containsExactly(Situation.BUFFER_FULL);
    assertThat(counts.missing(SHORT_RUN)).containsExactly(Situation.BUFFER_FULL);
  }

  @Test
  void onlyAFullRunHasToReachTheRareOnes() {
    Set<Situation> seen = EnumSet.allOf(Situation.class);
    seen.removeIf(Situation::isRare);
    counts.add(7, seen);
    assertThat(counts.missing(SHORT_RUN)).isEmpty();
    assertThat(counts.missing(FULL_RUN)).isNotEmpty().allMatch(Situation::isRare);
  }

  @Test
  void countsSchedulesAndTellsTheFirst() {
    counts.add(7, EnumSet.of(Situation.BUFFER_FULL));
    counts.add(8, EnumSet.of(Situation.BUFFER_FULL));
    assertThat(counts.table()).containsPattern(" 2  7 +buffer full\n");
  }
}
