package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordsTest {
  private static Records ofSize(int bytes) {
    return new Records(Records.zeroedMemory(bytes), Checksum.NONE);
  }

  @Test
  void aMessageMayEndWhereTheMemoryEnds() {
    Records records = ofSize(64);
    assertThat(records.isPossible(0, RecordHeader.message(56))).isTrue();
    assertThat(records.isPossible(8, RecordHeader.message(48))).isTrue();
    assertThat(records.isPossible(8, RecordHeader.message(49))).isFalse();
    long claimed = RecordHeader.claimed(RecordHeader.message(48));
    assertThat(records.isPossible(8, claimed)).isTrue();
    assertThat(records.isPossible(16, claimed)).isFalse();
  }

  @Test
  void aMessageHas16MegabytesAtMost() {
    Records records = ofSize(1 << 25);
    assertThat(records.isPossible(0, RecordHeader.message(1 << 24))).isTrue();
    assertThat(records.isPossible(0, RecordHeader.message((1 << 24) + 1))).isFalse();
  }

  @Test
  void whatIsSkippedMayBeAsLongAsTheMemory() {
    Records records = ofSize(64);
    assertThat(records.isPossible(8, RecordHeader.skip(64))).isTrue();
    assertThat(records.isPossible(8, RecordHeader.skip(72))).isFalse();
    assertThat(records.isPossible(8, 0)).isFalse();
  }
}
