package io.github.failoversyslog.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private final Delays delays = new Delays();
  private final Delays.OfConnection connection = delays.new OfConnection();

  private void read(String bytes, long readAtNanos) {
    connection.read(bytes.getBytes(US_ASCII), bytes.length(), readAtNanos);
  }

  private Histogram taken() {
    return Delays.decode(delays.takeEncoded());
  }

  @Test
  void aDelayIsTheTimeFromAStampToTheReadOfItsLastByte() {
    taken();
    read("at ~100~ and ~150~ and ~2", 400);
    read("00~", 1_200);
    Histogram histogram = taken();
    assertThat(histogram.getTotalCount()).isEqualTo(3);
    assertThat(histogram.getValueAtPercentile(1)).isEqualTo(250);
    assertThat(histogram.getValueAtPercentile(50)).isEqualTo(300);
    assertThat(histogram.getMaxValue()).isEqualTo(1_000);
    assertThat(taken().getTotalCount()).isZero();
  }

  @Test
  void nothingIsSearchedForBeforeTheFirstQuestion() {
    read("at ~100~", 400);
    assertThat(taken().getTotalCount()).isZero();
  }
}
