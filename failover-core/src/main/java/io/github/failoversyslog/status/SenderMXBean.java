package io.github.failoversyslog.status;

import java.util.Map;

/**
 * What is registered with JMX if {@code registerMBean} is set, as {@code
 * io.github.failoversyslog:type=Sender,framework=…,context=…,name=…}. Counters continue when a
 * reload of the configuration replaces the appender; {@link SenderStatistics} says what each
 * counts. Several running appenders of one name in one context are shown as one: counters and bytes
 * are their sums.
 */
public interface SenderMXBean {

  /** How many appenders this shows: 1, during a reload perhaps 2. */
  int getSenders();

  /** {@link SenderHealth.Condition} by name, such as {@code UP}; the worst. */
  String getCondition();

  /** {@code host:port} of the server in use; empty if there is none. Several follow commas. */
  String getCurrentServer();

  long getAccepted();

  long getRecovered();

  long getSent();

  long getRepeated();

  long getConfirmed();

  long getReceipts();

  long getRenewals();

  long getReleasedUnconfirmed();

  /** Over all reasons. */
  long getDiscarded();

  /** By {@link DiscardReason}; contains every reason. */
  Map<String, Long> getDiscardedByReason();

  long getDiverted();

  long getTruncated();

  long getConnects();

  long getConnectFailures();

  long getConnectionsLost();

  long getFailovers();

  long getFailbacks();

  long getProbesPassed();

  long getProbesFailed();

  long getBytesWaiting();

  long getBytesUnconfirmed();

  long getBufferSize();

  /** Age of the oldest message of all; 0 if none waits. */
  long getOldestWaitingMillis();

  /** {@code FAILOVER} or {@code FAILBACK}, of the latest; empty if the server was never changed. */
  String getLastChange();

  /** In ISO 8601 and UTC; empty if the server was never changed. */
  String getLastChangeTime();

  /** Why the server before was left; empty if the server was never changed. */
  String getLastChangeReason();

  /** Why the buffer is not in {@code spoolFile}; empty if it is, or none is set. */
  String getSpoolFault();

  /**
   * Probes the primary now, as if {@code tcpProbeInterval} were over. Returns at once; the status
   * log and the counters tell how it went. Of several appenders those that can do so.
   *
   * @throws IllegalStateException if there is nothing to be probed for: no failback, the primary or
   *     no server in use; its message says which
   */
  void probePrimary();

  /**
   * Probes the primary now, and uses it again if this one probe passes, whatever {@code
   * successfulProbesRequired} is. Returns at once.
   *
   * @throws IllegalStateException as {@link #probePrimary}
   */
  void failBackNow();
}
