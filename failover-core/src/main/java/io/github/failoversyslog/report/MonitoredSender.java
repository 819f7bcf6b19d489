package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderStatistics;

/** What can be asked of a sender while it runs. Any thread. */
public interface MonitoredSender {
  SenderStatistics statistics();

  SenderHealth health();
}
