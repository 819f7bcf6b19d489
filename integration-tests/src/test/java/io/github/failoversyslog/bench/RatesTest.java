package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.bench.Rates.RateRound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static List<RateRound> rounds(double... cpuNanos) {
    return Arrays.stream(cpuNanos)
        .mapToObj(nanos -> new RateRound(nanos, nanos / 10, nanos / 1_000))
        .toList();
  }

  @Test
  void ownProcessorTimeIsTheDifferenceOfAdjacentRounds() {
    assertThat(
            Rates.table(
                1_000,
                Map.of(
                    Entrant.LOG4J2_OURS, rounds(9_000, 20_000, 8_000),
                    Entrant.LOG4J2_NULL, rounds(4_000, 5_000, 5_000),
                    Entrant.LOG4J2_SYSLOG, rounds(30_000, 30_000, 30_000),
                    Entrant.LOGBACK_OURS, rounds(3_000, 3_000, 3_000),
                    Entrant.LOGBACK_NULL, rounds(1_000, 2_500, 2_000),
                    Entrant.LOGBACK_LOGSTASH_PATTERN, rounds(3_000, 3_000, 3_000))))
        .contains(
            "| failover-syslog, Log4j2 | 5.0 us | 3.0 us to 15.0 us | 0.9 us | 9 |",
            "| Log4j2 `<Syslog>` | 25.0 us | 25.0 us to 26.0 us |  |  |");
  }
}
