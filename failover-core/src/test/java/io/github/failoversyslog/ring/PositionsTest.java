package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionsTest {
  private final Positions positions = Positions.inMemory();

  @Test
  void areSavedWhenTheyAreSet() {
    positions.set(64, 128);
    assertThat(positions.released()).isEqualTo(64);
    assertThat(positions.tail()).isEqualTo(128);
    assertThat(positions.savedReleased()).isEqualTo(64);
    assertThat(positions.savedZeroed()).isEqualTo(64);
    assertThat(positions.savedTail()).isEqualTo(128);
  }

  @Test
  void theTailIsMovedByTheFirstOfTwoWriters() {
    assertThat(positions.moveTail(0, 16)).isTrue();
    assertThat(positions.moveTail(0, 24)).isFalse();
    assertThat(positions.tail()).isEqualTo(16);
  }
}
