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

  synchronized void remove(MonitoredSender sender) {
    if (running.remove(sender)) {
      SenderStatistics last = sender.statistics();
      ended = Optional.of(ended.map(last::plus).orElse(last));
    }
  }

  /** Those that have not ended, in the order of their starts. */
  public List<MonitoredSender> running() {
    return List.copyOf(running);
  }

  /** The sum of a counter over all senders that have had this name. Never decreases. */
  public synchronized long sum(ToLongFunction<SenderStatistics> counter) {
    long sum = ended.map(counter::applyAsLong).orElse(0L);
    for (MonitoredSender sender : running) {
      sum += counter.applyAsLong(sender.statistics());
    }
    return sum;
  }
}
