package io.github.failoversyslog.report;

import static java.util.stream.Collectors.joining;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderMXBean;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shows the senders that have one name in one context as one: their sums, and the worst. */
final class SenderMBean implements SenderMXBean {
  private final SendersOfOneName senders;

  SenderMBean(SendersOfOneName senders) {
    this.senders = senders;
  }

  private static IllegalStateException gone() {
    return new IllegalStateException(StatusLines.senderStopped());
  }

  private long count(Function<Counters, LongAdder> counter) {
    return senders.count(counters -> counter.apply(counters).sum());
  }

  @Override
  public int getSenders() {
    return senders.running().size();
  }

  @Override
  public String getCondition() {
    return senders.condition().orElseThrow(SenderMBean::gone).name();
  }

  @Override
  public String getCurrentServer() {
    return senders.currentServers().stream().map(Server::toString).collect(joining(", "));
  }

  @Override
  public long getAccepted() {
    return count(counters -> counters.accepted);
  }

  @Override
  public long getRecovered() {
    return count(counters -> counters.recovered);
  }

  @Override
  public long getSent() {
    return count(counters -> counters.sent);
  }

  @Override
  public long getRepeated() {
    return count(counters -> counters.repeated);
  }

  @Override
  public long getConfirmed() {
    return count(counters -> counters.confirmed);
  }

  @Override
  public long getReceipts() {
    return count(counters -> counters.receipts);
  }

  @Override
  public long getRenewals() {
    return count(counters -> counters.renewals);
  }

  @Override
  public long getReleasedUnconfirmed() {
    return count(counters -> counters.releasedUnconfirmed);
  }

  @Override
  public long getDiscarded() {
    return senders.count(Counters::allDiscarded);
  }

  @Override
  public Map<String, Long> getDiscardedByReason() {
    Map<String, Long> byName = new TreeMap<>();
    for (DiscardReason reason : DiscardReason.values()) {
      byName.put(reason.name(), count(counters -> counters.discarded(reason)));
    }
    return byName;
  }

  @Override
  public long getDiverted() {
    return count(counters -> counters.diverted);
  }

  @Override
  public long getTruncated() {
    return count(counters -> counters.truncated);
  }

  @Override
  public long getConnects() {
    return count(counters -> counters.connects);
  }

  @Override
  public long getConnectFailures() {
    return count(counters -> counters.connectFailures);
  }

  @Override
  public long getConnectionsLost() {
    return count(counters -> counters.connectionsLost);
  }

  @Override
  public long getFailovers() {
    return count(counters -> counters.failovers);
  }

  @Override
  public long getFailbacks() {
    return count(counters -> counters.failbacks);
  }

  @Override
  public long getProbesPassed() {
    return count(counters -> counters.probesPassed);
  }

  @Override
  public long getProbesFailed() {
    return count(counters -> counters.probesFailed);
  }

  @Override
  public long getBytesWaiting() {
    return senders.sum(MonitoredSender::bytesWaiting);
  }

  @Override
  public long getBytesUnconfirmed() {
    return senders.sum(MonitoredSender::bytesUnconfirmed);
  }

  @Override
  public long getBufferSize() {
    return senders.sum(MonitoredSender::bufferSize);
  }

  @Override
  public long getOldestWaitingMillis() {
    return senders.oldestWaiting().toMillis();
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
    return senders.lastChange().map(part).orElse("");
  }

  @Override
  public String getSpoolFault() {
    return senders.spoolFault().orElse("");
  }

  @Override
  public void probePrimary() {
    ask(MonitoredSender::probePrimary);
  }

  @Override
  public void failBackNow() {
    ask(MonitoredSender::failBackNow);
  }

  /** Asks every sender; refused if all refuse, or none runs. */
  private void ask(Consumer<MonitoredSender> request) {
    IllegalStateException refusal = gone();
    boolean accepted = false;
    for (MonitoredSender sender : senders.running()) {
      try {
        request.accept(sender);
        accepted = true;
      } catch (IllegalStateException e) {
        refusal = e;
      }
    }
    if (!accepted) {
      throw refusal;
    }
  }
}
