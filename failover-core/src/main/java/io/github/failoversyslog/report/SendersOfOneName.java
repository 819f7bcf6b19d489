package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The senders of one name as one: usually there is one, during a reload also its successor, and
 * several for long if the appenders of a context have the same name, as those of a SiftingAppender
 * may. Knows the counts of those that have ended. Any thread.
 */
public final class SendersOfOneName {
  private final SenderName name;
  private final List<MonitoredSender> running = new CopyOnWriteArrayList<>();
  private final Counters ended = new Counters();
  private Optional<ServerChange> lastChangeOfEnded = Optional.empty();
  private volatile boolean forgotten;

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
      ended.add(sender.counters());
      lastChangeOfEnded = later(lastChangeOfEnded.stream(), sender.lastChange().stream());
    }
    return removed;
  }

  void forget() {
    forgotten = true;
  }

  /** Whether no sender of this name runs and {@link RunningSenders} knows it no longer. */
  public boolean isForgotten() {
    return forgotten;
  }

  /** Those that have not ended, in the order of their starts. */
  public List<MonitoredSender> running() {
    return List.copyOf(running);
  }

  /** One of the counters, over all senders that have had this name. */
  public synchronized long count(ToLongFunction<Counters> counter) {
    return counter.applyAsLong(ended) + sum(sender -> counter.applyAsLong(sender.counters()));
  }

  /** Over the senders that run. */
  public long sum(ToLongFunction<MonitoredSender> value) {
    return running.stream().mapToLong(value).sum();
  }

  /** Age of the oldest message that is not yet written to a connection; zero if there is none. */
  public Duration oldestWaiting() {
    return running.stream()
        .map(MonitoredSender::oldestWaiting)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** In use, each once. */
  List<Server> currentServers() {
    return running.stream()
        .map(MonitoredSender::currentServer)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The worst of those that run, if any does. */
  Optional<Condition> condition() {
    return running.stream()
        .map(MonitoredSender::health)
        .map(SenderHealth::condition)
        .max(Comparator.naturalOrder());
  }

  synchronized Optional<ServerChange> lastChange() {
    return later(
        lastChangeOfEnded.stream(),
        running.stream().map(MonitoredSender::lastChange).flatMap(Optional::stream));
  }

  private static Optional<ServerChange> later(
      Stream<ServerChange> some, Stream<ServerChange> others) {
    return Stream.concat(some, others).max(Comparator.comparing(ServerChange::time));
  }

  /** The first one. */
  Optional<String> spoolFault() {
    return running.stream().map(MonitoredSender::spoolFault).flatMap(Optional::stream).findFirst();
  }
}
