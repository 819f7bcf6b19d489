package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeaderTest {
  private static final int ALL_27_BITS = (1 << 27) - 1;

  @Test
  void hasStateAndLengthInItsLowHalf() {
    assertThat(RecordHeader.message(5)).isEqualTo(0b01_000L << 27 | 5);
    assertThat(RecordHeader.claimed(RecordHeader.message(5))).isEqualTo(0b11_000L << 27 | 5);
    assertThat(RecordHeader.skip(8)).isEqualTo(0b10_000L << 27);
    assertThat(RecordHeader.skip(24)).isEqualTo(0b10_000L << 27 | 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, RecordHeader.LONGEST_MESSAGE, ALL_27_BITS})
  void ofAMessageIsCompleteAndNeverZero(int bytes) {
    long header = RecordHeader.message(bytes);
    assertThat(header).isNotZero();
    assertThat(RecordHeader.isMessage(header)).isTrue();
    assertThat(RecordHeader.isComplete(header)).isTrue();
    assertThat(RecordHeader.isClaimed(header)).isFalse();
    assertThat(RecordHeader.unclaimed(header)).isEqualTo(header);
    assertThat(RecordHeader.messageBytes(header)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, RecordHeader.LONGEST_MESSAGE})
  void ofAClaimedRecordIsNotCompleteAndHasItsLength(int bytes) {
    long message = RecordHeader.message(bytes);
    long header = RecordHeader.claimed(message);
    assertThat(RecordHeader.unclaimed(header)).isEqualTo(message);
    assertThat(RecordHeader.isComplete(header)).isFalse();
    assertThat(RecordHeader.isMessage(header)).isFalse();
    assertThat(RecordHeader.isClaimed(header)).isTrue();
    assertThat(RecordHeader.recordBytes(header)).isEqualTo(RecordHeader.recordBytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 1 << 20, 1 << 30})
  void ofARecordToSkipIsCompleteAndCanCoverAWholeRing(int bytes) {
    long header = RecordHeader.skip(bytes);
    assertThat(header).isNotZero();
    assertThat(RecordHeader.isComplete(header)).isTrue();
    assertThat(RecordHeader.isMessage(header)).isFalse();
    assertThat(RecordHeader.recordBytes(header)).isEqualTo(bytes);
  }

  @Test
  void ofZeroMeansThatNothingHasBeenWritten() {
    assertThat(RecordHeader.isComplete(0)).isFalse();
    assertThat(RecordHeader.isClaimed(0)).isFalse();
    assertThat(RecordHeader.isMessage(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void keepsItsChecksumInTheHighHalf(int checksum) {
    long header = RecordHeader.withChecksum(RecordHeader.message(77), checksum);
    assertThat(RecordHeader.checksum(header)).isEqualTo(checksum);
    assertThat(RecordHeader.isMessage(header)).isTrue();
    assertThat(RecordHeader.recordBytes(header)).isEqualTo(88);
  }

  @ParameterizedTest(name = "{0} bytes take {1}")
  @CsvSource({"0, 8", "1, 16", "8, 16", "9, 24", "16777216, 16777224"})
  void andMessageAreAMultipleOfEight(int messageBytes, int recordBytes) {
    assertThat(RecordHeader.recordBytes(messageBytes)).isEqualTo(recordBytes);
  }
}
