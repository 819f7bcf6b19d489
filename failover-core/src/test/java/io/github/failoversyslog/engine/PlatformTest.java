package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void itsClockBeginsAtZeroAndRuns() {
    long beforeNanos = System.nanoTime();
    LongSupplier clock = Platform.system().clock();
    long firstNanos = clock.getAsLong();
    assertThat(firstNanos).isBetween(0L, System.nanoTime() - beforeNanos);
    assertThat(LongStream.generate(clock).limit(1_000_000)).anyMatch(nanos -> nanos > firstNanos);
  }

  @Test
  void itsRandomNumbersAreFromZeroToOneAndVary() {
    double[] numbers = DoubleStream.generate(Platform.system().random()).limit(100).toArray();
    assertThat(DoubleStream.of(numbers).boxed()).allMatch(number -> number >= 0 && number < 1);
    assertThat(DoubleStream.of(numbers).distinct().count()).isGreaterThan(1);
  }
}
