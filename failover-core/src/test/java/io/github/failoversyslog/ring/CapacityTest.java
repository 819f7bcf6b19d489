package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 1 << 30})
  void isAPowerOfTwoFrom64BytesToAGigabyte(int bytes) {
    assertThat(Capacity.isPossible(bytes)).isTrue();
    assertThat(Capacity.atLeast(bytes)).isEqualTo(bytes);
    assertThat(Capacity.atLeast(bytes - bytes / 4 + 16)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {-64, 0, 32, 96, 1L << 31})
  void isNothingElse(long bytes) {
    assertThat(Capacity.isPossible(bytes)).isFalse();
  }
}
