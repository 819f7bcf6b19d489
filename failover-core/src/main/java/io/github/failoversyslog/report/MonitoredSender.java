package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import java.util.List;

/** What can be asked of a sender while it runs. Any thread. */
public interface MonitoredSender {
  SenderStatistics statistics();

  SenderHealth health();

  /** The primary first. */
  List<Server> servers();

  /** The time from log calls to receipts, if there are receipts; of samples. */
  ReceiptTimes receiptTimes();

  /**
   * Probes the primary now, in the background.
   *
   * @throws IllegalStateException if nothing is to be probed; its message says why
   */
  void probePrimary();

  /**
   * Probes the primary now, in the background, and uses it again if this one probe passes.
   *
   * @throws IllegalStateException as {@link #probePrimary}
   */
  void failBackNow();
}
