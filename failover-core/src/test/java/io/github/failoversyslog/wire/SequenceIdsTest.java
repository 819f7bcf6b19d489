package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceIdsTest {

  private static IntStream numbers(int last, int count) {
    return IntStream.generate(new SequenceIds(last)::next).limit(count);
  }

  @Test
  void startAtOne() {
    assertThat(numbers(0, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void wrapAroundToOne() {
    assertThat(numbers(Integer.MAX_VALUE - 2, 4))
        .containsExactly(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 1, 2);
  }
}
