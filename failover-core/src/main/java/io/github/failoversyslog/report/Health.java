package io.github.failoversyslog.report;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import java.time.Duration;

/** Decides in which condition a sender is. */
public final class Health {
  private static final Duration LONG_WAIT = Duration.ofSeconds(10);

  private Health() {}

  /**
   * @param discarding as long as a period of {@link DiscardReport} lasts
   */
  public static SenderHealth of(
      SenderName name, SenderConfig config, SenderStatistics statistics, boolean discarding) {
    return new SenderHealth(
        name,
        condition(config, statistics, discarding),
        statistics.currentServer(),
        statistics.bytesWaiting() + statistics.bytesUnconfirmed(),
        statistics.bufferSize(),
        statistics.oldestWaiting(),
        statistics.allDiscarded());
  }

  private static Condition condition(
      SenderConfig config, SenderStatistics statistics, boolean discarding) {
    if (discarding) {
      return Condition.DISCARDING;
    }
    if (statistics.currentServer().isEmpty()
        || statistics.oldestWaiting().compareTo(LONG_WAIT) > 0) {
      return Condition.BUFFERING;
    }
    boolean onPrimary = statistics.currentServer().filter(config.primary()::equals).isPresent();
    return onPrimary || config.failback().isEmpty() ? Condition.UP : Condition.ON_FAILOVER_SERVER;
  }
}
