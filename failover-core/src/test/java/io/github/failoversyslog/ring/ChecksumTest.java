package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {
  private static final int PUBLISHED_SEED = 1_234_567;

  /** Else the files of another release could not be read. */
  @Test
  void isThatOfTheKnownOutputsOfSplitMix64() {
    Checksum checksum = Checksum.keyedWith(0);
    assertThat(checksum.of(1, 0)).isEqualTo((int) 0xE220A8397B1DCDAFL);
    assertThat(checksum.of(2, 0)).isEqualTo((int) 0x6E789E6AA1B965F4L);
    assertThat(checksum.of(3, 0)).isEqualTo((int) 0x06C45D188009454FL);
    assertThat(checksum.of(1, PUBLISHED_SEED)).isEqualTo((int) 6_457_827_717_110_365_317L);
  }

  @Test
  void dependsOnTheFilesKey() {
    assertThat(Checksum.keyedWith(7).of(1 ^ 7, 0)).isEqualTo(Checksum.keyedWith(0).of(1, 0));
    assertThat(Checksum.keyedWith(7).of(1, 0)).isNotEqualTo(Checksum.keyedWith(0).of(1, 0));
  }
}
