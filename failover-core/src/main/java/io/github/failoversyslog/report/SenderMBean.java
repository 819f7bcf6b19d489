package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderMXBean;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Shows the senders that have one name in one context, one after the other, as one. */
final class SenderMBean implements SenderMXBean {
  private final SendersOfOneName senders;

  SenderMBean(SendersOfOneName senders) {
    this.senders = senders;
  }

  private SenderStatistics statistics() {
    return senders.statistics().orElseThrow(SenderMBean::gone);
  }

  private MonitoredSender newest() {
    return senders.newest().orElseThrow(SenderMBean::gone);
  }

  private static IllegalStateException gone() {
    return new IllegalStateException(StatusLines.senderStopped());
  }

  @Override
  public String getCondition() {
    return newest().health().condition().name();
  }

  @Override
  public String getCurrentServer() {
    return statistics().currentServer().map(Server::toString).orElse("");
  }

  @Override
  public long getAccepted() {
    return statistics().accepted();
  }

  @Override
  public long getRecovered() {
    return statistics().recovered();
  }

  @Override
  public long getSent() {
    return statistics().sent();
  }

  @Override
  public long getRepeated() {
    return statistics().repeated();
  }

  @Override
  public long getConfirmed() {
    return statistics().confirmed();
  }

  @Override
  public long getReceipts() {
    return statistics().receipts();
  }

  @Override
  public long getRenewals() {
    return statistics().renewals();
  }

  @Override
  public long getReleasedUnconfirmed() {
    return statistics().releasedUnconfirmed();
  }

  @Override
  public long getDiscarded() {
    return statistics().allDiscarded();
  }

  @Override
  public Map<String, Long> getDiscardedByReason() {
    Map<String, Long> byName = new TreeMap<>();
    statistics().discarded().forEach((reason, count) -> byName.put(reason.name(), count));
    return byName;
  }

  @Override
  public long getDiverted() {
    return statistics().diverted();
  }

  @Override
  public long getTruncated() {
    return statistics().truncated();
  }

  @Override
  public long getConnects() {
    return statistics().connects();
  }

  @Override
  public long getConnectFailures() {
    return statistics().connectFailures();
  }

  @Override
  public long getConnectionsLost() {
    return statistics().connectionsLost();
  }

  @Override
  public long getFailovers() {
    return statistics().failovers();
  }

  @Override
  public long getFailbacks() {
    return statistics().failbacks();
  }

  @Override
  public long getProbesPassed() {
    return statistics().probesPassed();
  }

  @Override
  public long getProbesFailed() {
    return statistics().probesFailed();
  }

  @Override
  public long getBytesWaiting() {
    return statistics().bytesWaiting();
  }

  @Override
  public long getBytesUnconfirmed() {
    return statistics().bytesUnconfirmed();
  }

  @Override
  public long getBufferSize() {
    return statistics().bufferSize();
  }

  @Override
  public long getOldestWaitingMillis() {
    return statistics().oldestWaiting().toMillis();
  }

  @Override
  public String getLastChange() {
    return lastChange(change -> change.kind().name());
  }

  @Override
  public String getLastChangeTime() {
    return lastChange(change -> change.time().toString());
  }

  @Override
  public String getLastChangeReason() {
    return lastChange(ServerChange::reason);
  }

  private String lastChange(Function<ServerChange, String> part) {
    Optional<ServerChange> change = statistics().lastChange();
    return change.map(part).orElse("");
  }

  @Override
  public String getSpoolFault() {
    return statistics().spoolFault().orElse("");
  }

  @Override
  public void probePrimary() {
    newest().probePrimary();
  }

  @Override
  public void failBackNow() {
    newest().failBackNow();
  }
}
