package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameEndsTest {
  private static final long ALL = -1;

  private final FrameEnds ends = new FrameEnds();

  @Test
  void findsTheFirstMessageWithAnIncompleteFrame() {
    ends.add(100, 10);
    ends.add(116, 25);
    assertThat(ends.firstCut(0, ALL)).isEqualTo(100);
    assertThat(ends.firstCut(9, ALL)).isEqualTo(100);
    assertThat(ends.firstCut(10, ALL)).isEqualTo(116);
    assertThat(ends.firstCut(24, ALL)).isEqualTo(116);
    assertThat(ends.firstCut(25, ALL)).isEqualTo(ALL);
  }

  @Test
  void growsWithTheNumberOfFrames() {
    for (int i = 0; i < 1000; i++) {
      ends.add(16L * i, 2 * i + 2);
    }
    assertThat(ends.firstCut(1001, ALL)).isEqualTo(16 * 500);
  }

  @Test
  void forgetsThePreviousBatch() {
    ends.add(100, 10);
    ends.clear();
    assertThat(ends.firstCut(0, ALL)).isEqualTo(ALL);
  }
}
