package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;

/**
 * The senders of one name: usually one, during a reload also its successor, and the counts of those
 * that have ended. Any thread.
 */
public final class SendersOfOneName {
  private final SenderName name;
  private final List<MonitoredSender> running = new CopyOnWriteArrayList<>();
  private Optional<SenderStatistics> ended = Optional.empty();

  SendersOfOneName(SenderName name) {
    this.name = name;
  }

  public SenderName name() {
    return name;
  }

  synchronized void add(MonitoredSender sender) {
    running.add(sender);
  }

  synchronized boolean remove(MonitoredSender sender) {
    boolean removed = running.remove(sender);
    if (removed) {
      SenderStatistics last = sender.statistics();
      ended = Optional.of(ended.map(last::plus).orElse(last));
    }
    return removed;
  }

  /** Those that have not ended, in the order of their starts. */
  public List<MonitoredSender> running() {
    return List.copyOf(running);
  }

  /** The one that was started last, if any runs. */
  Optional<MonitoredSender> newest() {
    List<MonitoredSender> now = running();
    return now.isEmpty() ? Optional.empty() : Optional.of(now.get(now.size() - 1));
  }

  /**
   * The counters of all senders that have had this name; what is no counter is that of the newest
   * one. Empty only before the first start.
   */
  public synchronized Optional<SenderStatistics> statistics() {
    Optional<SenderStatistics> sum = ended;
    for (MonitoredSender sender : running) {
      SenderStatistics own = sender.statistics();
      sum = Optional.of(sum.map(own::plus).orElse(own));
    }
    return sum;
  }

  /** One of the counters. */
  public long sum(ToLongFunction<SenderStatistics> counter) {
    return statistics().map(counter::applyAsLong).orElse(0L);
  }
}
