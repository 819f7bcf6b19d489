package com.example.shop;

import io.github.failoversyslog.SyslogSenders;
import io.github.failoversyslog.status.SenderHealth;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service while no log server is available, down while events are discarded. */
@Component("syslog")
class SyslogHealthIndicator implements HealthIndicator {
  @Override
  public Health health() {
    List<SenderHealth> senders = SyslogSenders.health();
    return Health.status(SenderHealth.status(senders))
        .withDetails(SenderHealth.details(senders))
        .build();
  }
}
