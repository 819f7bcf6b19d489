package io.github.failoversyslog.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SenderStatisticsTest {
  private static final Set<String> NO_COUNTERS =
      Set.of("bytesWaiting", "bytesUnconfirmed", "bufferSize");

  private static SenderStatistics allCountersAre(long n, Optional<ServerChange> lastChange) {
    Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
    for (DiscardReason reason : DiscardReason.values()) {
      discarded.put(reason, n);
    }
    return new SenderStatistics(
        n,
        n,
        n,
        n,
        n,
        n,
        n,
        n,
        discarded,
        n,
        n,
        n,
        n,
        n,
        n,
        n,
        n,
        n,
        Optional.empty(),
        n,
        n,
        n,
        Duration.ofSeconds(n),
        lastChange,
        Optional.empty());
  }

  @Test
  void everyCounterContinuesAndTheRestIsOfTheLaterSender() throws ReflectiveOperationException {
    SenderStatistics sum =
        allCountersAre(100, Optional.empty()).plus(allCountersAre(20, Optional.empty()));

    for (RecordComponent component : SenderStatistics.class.getRecordComponents()) {
      if (component.getType() == long.class) {
        assertThat(component.getAccessor().invoke(sum))
            .as(component.getName())
            .isEqualTo(NO_COUNTERS.contains(component.getName()) ? 100L : 120L);
      }
    }
    assertThat(sum.discarded()).hasSize(DiscardReason.values().length).containsValues(120L);
    assertThat(sum.allDiscarded()).isEqualTo(120L * DiscardReason.values().length);
    assertThat(sum.oldestWaiting()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void theLastChangeIsTheEarlierSendersUntilThereIsAnother() {
    ServerChange change =
        new ServerChange(
            ServerChange.Kind.FAILOVER,
            Instant.EPOCH,
            new Server("a", 601),
            new Server("b", 601),
            "reset",
            5);
    SenderStatistics with = allCountersAre(1, Optional.of(change));
    SenderStatistics without = allCountersAre(1, Optional.empty());
    assertThat(without.plus(with).lastChange()).hasValue(change);
    assertThat(with.plus(without).lastChange()).hasValue(change);
  }
}
