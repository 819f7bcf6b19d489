package com.example.shop;

import io.github.failoversyslog.SyslogSenders;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import java.util.Comparator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service while no log server is available, down while events are discarded. */
@Component("syslog")
class SyslogHealthIndicator implements HealthIndicator {
  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (SenderHealth sender : SyslogSenders.health()) {
      String server = sender.server().map(Object::toString).orElse("no server");
      health.withDetail(sender.name().name(), sender.condition() + ", " + server);
    }
    Condition worst =
        SyslogSenders.health().stream()
            .map(SenderHealth::condition)
            .max(Comparator.naturalOrder())
            .orElse(Condition.UP);
    return switch (worst) {
      case UP, ON_FAILOVER_SERVER -> health.build();
      case BUFFERING -> health.outOfService().build();
      case DISCARDING -> health.down().build();
    };
  }
}
