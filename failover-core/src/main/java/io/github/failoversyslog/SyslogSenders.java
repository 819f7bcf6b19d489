package io.github.failoversyslog;

import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.report.SendersOfOneName;
import io.github.failoversyslog.status.SenderHealth;
import java.util.List;

/** The senders of this JVM that have been started and have not ended, whoever started them. */
public final class SyslogSenders {
  private SyslogSenders() {}

  /** Of each; those of one name follow each other, in the order of their starts. Any thread. */
  public static List<SenderHealth> health() {
    return RunningSenders.ofThisJvm().all().stream()
        .map(SendersOfOneName::running)
        .flatMap(List::stream)
        .map(MonitoredSender::health)
        .toList();
  }
}
