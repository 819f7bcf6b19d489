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
import io.micrometer.core.instrument.Meter;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
@SuppressWarnings("exports") // a module that uses this one requires micrometer.core itself
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
    Map<List<Object>, Meter> bound = new ConcurrentHashMap<>();
    Consumer<SendersOfOneName> whenStarted =
        senders -> new Binding(registry, senders, tags(senders.name()), bound).bindAll();
    endings.add(() -> end(registry, whenStarted, bound));
    RunningSenders.ofThisJvm().tellOfStarts(whenStarted);
  }

  private static void end(
      MeterRegistry registry,
      Consumer<SendersOfOneName> whenStarted,
      Map<List<Object>, Meter> bound) {
    RunningSenders.ofThisJvm().tellNoMore(whenStarted);
    for (SendersOfOneName senders : RunningSenders.ofThisJvm().all()) {
      senders.running().forEach(sender -> sender.receiptTimes().remove(registry));
    }
    bound.values().forEach(registry::remove);
  }

  /** Removes the meters from the registries and holds these no longer. */
  @Override
  public synchronized void close() {
    endings.forEach(Runnable::run);
    endings.clear();
  }

  private static Tags tags(SenderName name) {
    return Tags.of(
        "framework",
        name.framework(),
        "context",
        name.context().isEmpty() ? "none" : name.context(), // some registries take no empty value
        "appender",
        name.name());
  }

  /**
   * A counter that never decreases, although a sender takes back what it has counted too early: for
   * Prometheus a decrease is a restart, after which everything is counted again.
   */
  private static final class Growing implements ToDoubleFunction<SendersOfOneName> {
    private final ToLongFunction<SenderStatistics> value;
    private long most;

    Growing(ToLongFunction<SenderStatistics> value) {
      this.value = value;
    }

    @Override
    public synchronized double applyAsDouble(SendersOfOneName senders) {
      most = Math.max(most, senders.sum(value));
      return most;
    }
  }

  /**
   * The meters of one name.
   *
   * @param bound by name and tags; what is there is not registered again, of which Micrometer warns
   */
  private record Binding(
      MeterRegistry registry, SendersOfOneName senders, Tags tags, Map<List<Object>, Meter> bound) {

    void bindAll() {
      events();
      for (DiscardReason reason : DiscardReason.values()) {
        count(
            "events.discarded",
            tags.and("reason", reason.name().toLowerCase(Locale.ROOT)),
            statistics -> statistics.discarded().getOrDefault(reason, 0L),
            "Events that were not or will not be delivered");
      }
      connections();
      buffer();
      senders.running().forEach(this::servers);
      receiptTimes();
    }

    private void events() {
      count("events.accepted", SenderStatistics::accepted, "Events taken into the buffer");
      count(
          "events.recovered",
          SenderStatistics::recovered,
          "Events of an earlier process found in the spool");
      count(
          "events.sent",
          SenderStatistics::sent,
          "Events written to a connection, repeats included");
      count(
          "events.repeated",
          SenderStatistics::repeated,
          "Events written again because it is in doubt whether they arrived");
      count(
          "events.confirmed",
          SenderStatistics::confirmed,
          "Events that a receipt proves to be read by their server");
      count(
          "events.unconfirmed",
          SenderStatistics::releasedUnconfirmed,
          "Events that left the buffer without evidence that they were read");
      count(
          "events.diverted",
          SenderStatistics::diverted,
          "Events that another appender was given instead");
      count(
          "events.truncated",
          SenderStatistics::truncated,
          "Accepted events that were cut, or whose SD-ID was");
    }

    private void connections() {
      outcome("connections", "established", SenderStatistics::connects, "Connections made");
      outcome("connections", "failed", SenderStatistics::connectFailures, "Connections made");
      outcome("probes", "passed", SenderStatistics::probesPassed, "Probes of the primary");
      outcome("probes", "failed", SenderStatistics::probesFailed, "Probes of the primary");
      count(
          "connections.lost",
          SenderStatistics::connectionsLost,
          "Connections closed or reset by the server, failed, or timed out");
      count("failovers", SenderStatistics::failovers, "Changes to another server after a loss");
      count("failbacks", SenderStatistics::failbacks, "Returns to the primary");
      count("receipts", SenderStatistics::receipts, "Receipts of servers for what they have read");
      count("renewals", SenderStatistics::renewals, "Connections replaced to get a receipt");
    }

    private void outcome(
        String name, String outcome, ToLongFunction<SenderStatistics> value, String description) {
      count(name, tags.and("outcome", outcome), value, description);
    }

    private void count(String name, ToLongFunction<SenderStatistics> value, String description) {
      count(name, tags, value, description);
    }

    /** Without a unit: the name says what is counted, and registries append the unit to it. */
    private void count(
        String name, Tags own, ToLongFunction<SenderStatistics> value, String description) {
      once(
          name,
          own,
          () ->
              FunctionCounter.builder(PREFIX + name, senders, new Growing(value))
                  .tags(own)
                  .description(description)
                  .register(registry));
    }

    private void once(String name, Tags own, Supplier<Meter> registration) {
      bound.computeIfAbsent(List.of(name, own), any -> registration.get());
    }

    private void buffer() {
      bytes(
          "buffer.used",
          statistics -> statistics.bytesWaiting() + statistics.bytesUnconfirmed(),
          "Waiting and unconfirmed messages");
      bytes("buffer.size", SenderStatistics::bufferSize, "Size of the buffer");
      String name = "oldest.waiting";
      once(
          name,
          tags,
          () ->
              TimeGauge.builder(
                      PREFIX + name, senders, TimeUnit.NANOSECONDS, Binding::oldestWaiting)
                  .tags(tags)
                  .description("Age of the oldest message that is not yet written to a connection")
                  .register(registry));
    }

    private void bytes(String name, ToDoubleFunction<SenderStatistics> value, String description) {
      once(
          name,
          tags,
          () ->
              Gauge.builder(PREFIX + name, senders, from -> sum(from, value))
                  .tags(tags)
                  .baseUnit(BaseUnits.BYTES)
                  .description(description)
                  .register(registry));
    }

    private static double sum(SendersOfOneName senders, ToDoubleFunction<SenderStatistics> value) {
      return senders.running().stream().map(MonitoredSender::statistics).mapToDouble(value).sum();
    }

    private static double oldestWaiting(SendersOfOneName senders) {
      return senders.running().stream()
          .map(sender -> sender.statistics().oldestWaiting())
          .mapToDouble(Duration::toNanos)
          .max()
          .orElse(0);
    }

    private void servers(MonitoredSender sender) {
      for (Server server : sender.servers()) {
        boolean primary = isPrimary(sender, server);
        String name = "connected";
        Tags own = tags.and("server", server.toString(), "role", primary ? "primary" : "failover");
        once(
            name,
            own,
            () ->
                Gauge.builder(PREFIX + name, senders, from -> connections(from, server, primary))
                    .tags(own)
                    .description("1 for the server in use, 0 for the others")
                    .register(registry));
      }
    }

    private static boolean isPrimary(MonitoredSender sender, Server server) {
      return sender.servers().get(0).equals(server);
    }

    private static long connections(SendersOfOneName senders, Server server, boolean primary) {
      return senders.running().stream()
          .filter(sender -> isPrimary(sender, server) == primary)
          .filter(sender -> sender.statistics().currentServer().filter(server::equals).isPresent())
          .count();
    }

    private void receiptTimes() {
      Timer timer =
          Timer.builder(PREFIX + "receipt.time")
              .tags(tags)
              .description("From the log call to the receipt for its message; of samples")
              .register(registry);
      bound.put(List.of("receipt.time", tags), timer);
      for (MonitoredSender sender : senders.running()) {
        sender.receiptTimes().add(registry, nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
      }
    }
  }
}
