package io.github.failoversyslog;

import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.report.SendersOfOneName;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Binds meters of all senders of this JVM, those that start later included. {@code
 * docs/operations.md} lists them. Tags are {@code framework}, {@code context} and {@code appender};
 * counters continue when a reload of the configuration replaces an appender. Senders of two
 * contexts with the same name are summed up.
 *
 * <p>Needs {@code micrometer-core}, which nothing else here does.
 */
@SuppressWarnings("exports") // only who has Micrometer uses it
public final class FailoverSyslogMetrics implements MeterBinder, AutoCloseable {
  private static final String PREFIX = "failover.syslog.";

  private final List<Runnable> endings = new ArrayList<>();

  /** Binds nothing yet. */
  public FailoverSyslogMetrics() {}

  /**
   * Returns at once; meters of senders that start later are added by the threads that start them.
   */
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Consumer<SendersOfOneName> whenStarted = senders -> bind(registry, senders);
    RunningSenders.ofThisJvm().tellOfStarts(whenStarted);
    endings.add(
        () -> {
          RunningSenders.ofThisJvm().tellNoMore(whenStarted);
          for (SendersOfOneName senders : RunningSenders.ofThisJvm().all()) {
            senders.running().forEach(sender -> sender.receiptTimes().remove(registry));
          }
        });
  }

  /** Adds no more meters, and measures no more times. The meters that are there stay. */
  @Override
  public synchronized void close() {
    endings.forEach(Runnable::run);
    endings.clear();
  }

  private static void bind(MeterRegistry registry, SendersOfOneName senders) {
    new Binding(registry, senders, tags(senders.name())).bindAll();
  }

  private static Tags tags(SenderName name) {
    return Tags.of(
        "framework", name.framework(), "context", name.context(), "appender", name.name());
  }

  /** The meters of one name. Micrometer keeps the first of two with the same name and tags. */
  private record Binding(MeterRegistry registry, SendersOfOneName senders, Tags tags) {

    void bindAll() {
      events("accepted", SenderStatistics::accepted, "Events taken into the buffer");
      events(
          "recovered", SenderStatistics::recovered, "Events of an earlier process, from the spool");
      events("sent", SenderStatistics::sent, "Events written to a connection, repeats included");
      events(
          "repeated",
          SenderStatistics::repeated,
          "Events written again because they were in doubt");
      events("confirmed", SenderStatistics::confirmed, "Events that a receipt proves to be read");
      events(
          "unconfirmed",
          SenderStatistics::releasedUnconfirmed,
          "Events written, and dropped from the buffer without a receipt");
      events("truncated", SenderStatistics::truncated, "Events cut to the maximum size");
      events("diverted", SenderStatistics::diverted, "Events given to another appender instead");
      for (DiscardReason reason : DiscardReason.values()) {
        counter(
            "events.discarded",
            "events",
            tags.and("reason", tagValue(reason)),
            statistics -> statistics.discarded().getOrDefault(reason, 0L),
            "Events that were discarded");
      }
      outcomes();
      gauges();
      receiptTimes();
    }

    private static String tagValue(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private void outcomes() {
      outcome("connections", "established", SenderStatistics::connects);
      outcome("connections", "failed", SenderStatistics::connectFailures);
      outcome("connections", "lost", SenderStatistics::connectionsLost);
      outcome("probes", "passed", SenderStatistics::probesPassed);
      outcome("probes", "failed", SenderStatistics::probesFailed);
      count("failovers", SenderStatistics::failovers, "Changes to another server after a loss");
      count("failbacks", SenderStatistics::failbacks, "Returns to the primary");
      count("receipts", SenderStatistics::receipts, "Receipts of servers for what they have read");
      count("renewals", SenderStatistics::renewals, "Connections renewed to get a receipt");
    }

    private void events(String name, ToLongFunction<SenderStatistics> value, String description) {
      counter("events." + name, "events", tags, value, description);
    }

    private void outcome(String name, String outcome, ToLongFunction<SenderStatistics> value) {
      String description =
          name.equals("probes") ? "Probes of the primary" : "Connections to servers";
      counter(name, name, tags.and("outcome", outcome), value, description);
    }

    private void count(String name, ToLongFunction<SenderStatistics> value, String description) {
      counter(name, name, tags, value, description);
    }

    private void counter(
        String name,
        String unit,
        Tags own,
        ToLongFunction<SenderStatistics> value,
        String description) {
      FunctionCounter.builder(PREFIX + name, senders, from -> from.sum(value))
          .tags(own)
          .baseUnit(unit)
          .description(description)
          .register(registry);
    }

    private void gauges() {
      gauge(
          "buffer.used",
          BaseUnits.BYTES,
          statistics -> statistics.bytesWaiting() + statistics.bytesUnconfirmed(),
          "Waiting and unconfirmed messages");
      gauge("buffer.size", BaseUnits.BYTES, SenderStatistics::bufferSize, "Size of the buffer");
      TimeGauge.builder(
              PREFIX + "oldest.waiting", senders, TimeUnit.NANOSECONDS, Binding::oldestWaiting)
          .tags(tags)
          .description("Age of the oldest message that is not yet written to a connection")
          .register(registry);
      senders.running().stream()
          .flatMap(sender -> sender.servers().stream())
          .distinct()
          .forEach(this::connected);
    }

    private void connected(Server server) {
      Gauge.builder(PREFIX + "connected", senders, from -> connections(from, server))
          .tags(tags.and("server", server.toString()))
          .description("1 for the server in use, 0 for the others")
          .register(registry);
    }

    private static double connections(SendersOfOneName senders, Server server) {
      return sum(
          senders,
          statistics -> statistics.currentServer().filter(server::equals).isPresent() ? 1 : 0);
    }

    private static double oldestWaiting(SendersOfOneName senders) {
      return senders.running().stream()
          .map(sender -> sender.statistics().oldestWaiting())
          .mapToDouble(Duration::toNanos)
          .max()
          .orElse(0);
    }

    private void gauge(
        String name, String unit, ToDoubleFunction<SenderStatistics> value, String description) {
      Gauge.builder(PREFIX + name, senders, from -> sum(from, value))
          .tags(tags)
          .baseUnit(unit)
          .description(description)
          .register(registry);
    }

    private static double sum(SendersOfOneName senders, ToDoubleFunction<SenderStatistics> value) {
      return senders.running().stream().map(MonitoredSender::statistics).mapToDouble(value).sum();
    }

    private void receiptTimes() {
      Timer timer =
          Timer.builder(PREFIX + "receipt.time")
              .tags(tags)
              .description("From the log call to the receipt of the server; of samples")
              .register(registry);
      for (MonitoredSender sender : senders.running()) {
        sender.receiptTimes().add(registry, nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
      }
    }
  }
}
