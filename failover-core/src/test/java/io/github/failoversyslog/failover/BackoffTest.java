package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(seconds(1), seconds(60));

  @ParameterizedTest(name = "after {0} failed rounds, random {1}: {2} s")
  @CsvSource({
    "0, 0.5, 0.5",
    "1, 0.5, 1",
    "2, 0.5, 2",
    "5, 0.5, 16",
    "6, 0.5, 30",
    "7, 0.5, 30",
    "0, 0.0, 0",
    "0, 0.75, 0.75",
    "3, 0.25, 2",
    "2147483647, 0.75, 45"
  })
  void waitsARandomPartOfADelayThatDoublesUpToALimit(
      int failedRounds, double random, double expectedSeconds) {
    assertThat(backoff.delayNanos(failedRounds, random)).isEqualTo(seconds(expectedSeconds));
  }

  @Test
  void canWaitForAYear() {
    long year = Duration.ofDays(365).toNanos();
    assertThat(new Backoff(year / 2 + 1, year).delayNanos(1000, 0.5)).isEqualTo(year / 2);
  }
}
