package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.bench.Throughput.ThroughputFigures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static ThroughputFigures figures(BenchmarkRound... rounds) {
    ThroughputFigures figures = new ThroughputFigures();
    for (BenchmarkRound round : rounds) {
      figures.add(round);
    }
    return figures;
  }

  @Test
  void aTableShowsMediansAndComparesThemAndAdjacentRounds() {
    Map<Entrant, ThroughputFigures> figures = new EnumMap<>(Entrant.class);
    figures.put(
        Entrant.LOGBACK_OURS,
        figures(
            new BenchmarkRound(900_000, 500, 0),
            new BenchmarkRound(100, 9e9, 2),
            new BenchmarkRound(1_000_000, 400, 1)));
    figures.put(
        Entrant.LOGBACK_LOGSTASH,
        figures(
            new BenchmarkRound(300_000, 2_000, 0),
            new BenchmarkRound(50, 2_000, 0),
            new BenchmarkRound(250_000, 9_000, 0)));
    assertThat(
            Throughput.table(
                "one thread",
                figures,
                Map.of(
                    Entrant.LOGBACK_OURS, List.of(Entrant.LOGBACK_LOGSTASH, Entrant.LOGBACK_NULL))))
        .containsExactly(
            "| one thread | events/s, median | least | most | CPU per event | lost | compared |",
            "|---|---|---|---|---|---|---|",
            "| failover-syslog, Logback | 900,000 | 100 | 1,000,000 | 500 ns | 3 |"
                + " 3.00 x events/s (half of the rounds 2.00 to 4.00) and 0.25 x CPU of"
                + " logstash-logback-encoder, JSON |",
            "| logstash-logback-encoder, JSON | 250,000 | 50 | 300,000 | 2,000 ns | 0 |  |");
  }

  @Test
  void residentMemoryIsReadFromProcStatus() {
    assertThat(IdleMemory.vmRssBytes(List.of("VmPeak:\t  999 kB", "VmRSS:\t   12345 kB")))
        .isEqualTo(12345 * 1024);
  }

  @Test
  void effortIsParsedFromArgumentsThatAlsoNameMeasurements() {
    assertThat(Effort.of(List.of("caller", "rounds=3"))).isEqualTo(new Effort(3, 1000, 1, 60));
    assertThat(Effort.of(List.of("processes=6", "millis=1500")))
        .isEqualTo(new Effort(5, 1500, 6, 60));
    assertThat(Effort.of(List.of("outage=7")).outageMillis()).isEqualTo(7_000);
    assertThat(
            List.of("rounds=3", "millis=20", "caller", "outage=7").stream()
                .filter(Effort::isPartOf))
        .containsExactly("rounds=3", "millis=20", "outage=7");
  }
}
