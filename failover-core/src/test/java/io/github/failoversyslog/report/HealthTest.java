package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final SenderName NAME = new SenderName("log4j2", "app", "SYSLOG");
  private static final Server PRIMARY = new Server("a", 601);
  private static final Server OTHER = new Server("b", 601);
  private static final Map<String, String> FAILBACK =
      Map.of("host", "a", "failoverServers", "b", "failback", "");
  private static final Map<String, String> ROUND_ROBIN =
      Map.of("host", "a", "failoverServers", "b");

  private Optional<Server> server = Optional.of(PRIMARY);
  private Duration oldestWaiting = Duration.ZERO;
  private boolean discarding;

  private SenderHealth health(Map<String, String> settings) {
    SenderStatistics statistics =
        Statistics.with(
            Map.of(
                "discarded",
                Map.of(DiscardReason.BUFFER_FULL, 3L, DiscardReason.STOPPED, 1L),
                "currentServer",
                server,
                "bytesWaiting",
                700L,
                "bytesUnconfirmed",
                70L,
                "bufferSize",
                1024L,
                "oldestWaiting",
                oldestWaiting));
    return Health.of(NAME, SenderConfig.of(settings), statistics, discarding);
  }

  private Condition condition(Map<String, String> settings) {
    return health(settings).condition();
  }

  @Test
  void tellsWhatItRestsOn() {
    oldestWaiting = Duration.ofSeconds(3);
    assertThat(health(FAILBACK))
        .isEqualTo(
            new SenderHealth(
                NAME, Condition.UP, Optional.of(PRIMARY), 770, 1024, Duration.ofSeconds(3), 4));
  }

  @Test
  void isOnAFailoverServerOnlyIfThePrimaryIsToBeUsedAgain() {
    server = Optional.of(OTHER);
    assertThat(condition(FAILBACK)).isEqualTo(Condition.ON_FAILOVER_SERVER);
    assertThat(condition(ROUND_ROBIN)).isEqualTo(Condition.UP);
    assertThat(health(FAILBACK).isDelivering()).isTrue();
  }

  @Test
  void isBufferingWithoutAServer() {
    server = Optional.empty();
    assertThat(condition(FAILBACK)).isEqualTo(Condition.BUFFERING);
    assertThat(health(FAILBACK).isDelivering()).isFalse();
  }

  @Test
  void isBufferingWhenMessagesWaitForMoreThanTenSeconds() {
    oldestWaiting = Duration.ofSeconds(10);
    assertThat(condition(ROUND_ROBIN)).isEqualTo(Condition.UP);
    oldestWaiting = Duration.ofSeconds(10).plusNanos(1);
    assertThat(condition(ROUND_ROBIN)).isEqualTo(Condition.BUFFERING);
  }

  @Test
  void isDiscardingWhateverElseIsTrue() {
    discarding = true;
    assertThat(condition(FAILBACK)).isEqualTo(Condition.DISCARDING);
    server = Optional.empty();
    assertThat(condition(FAILBACK)).isEqualTo(Condition.DISCARDING);
    assertThat(health(FAILBACK).isDelivering()).isFalse();
  }
}
