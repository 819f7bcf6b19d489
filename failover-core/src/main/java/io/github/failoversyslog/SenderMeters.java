package io.github.failoversyslog;

import io.github.failoversyslog.engine.Each;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.SendersOfOneName;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Server;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one name in one registry. Each reads its own value and nothing else, so a scrape
 * takes no snapshot of all of them. The caller locks.
 */
final class SenderMeters {
  private static final String PREFIX = "failover.syslog.";

  private final MeterRegistry registry;
  private final SendersOfOneName senders;
  private final Tags tags;

  /** By name and tags: Micrometer warns of what is registered twice. */
  private final Map<List<Object>, Meter> bound = new HashMap<>();

  SenderMeters(MeterRegistry registry, SendersOfOneName senders) {
    this.registry = registry;
    this.senders = senders;
    this.tags = tags(senders.name());
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

  @SuppressWarnings("ReferenceEquality") // a forgotten one may have the same name
  boolean areOf(SendersOfOneName others) {
    return senders == others;
  }

  /**
   * A counter that never decreases, although a sender takes back what it has counted too early: for
   * Prometheus a decrease is a restart, after which everything is counted again.
   */
  private static final class Growing implements ToDoubleFunction<SendersOfOneName> {
    private final Function<Counters, LongAdder> counter;
    private long most;

    Growing(Function<Counters, LongAdder> counter) {
      this.counter = counter;
    }

    @Override
    public synchronized double applyAsDouble(SendersOfOneName senders) {
      most = Math.max(most, senders.count(counters -> counter.apply(counters).sum()));
      return most;
    }
  }

  void remove() {
    senders.running().forEach(sender -> sender.counters().receiptTimes.remove(this));
    List<Meter> all = List.copyOf(bound.values());
    bound.clear();
    Each.of(all, registry::remove);
  }

  /** Adds the meters that are not there yet, for the senders that run now. */
  void add() {
    events();
    for (DiscardReason reason : DiscardReason.values()) {
      count(
          "events.discarded",
          tags.and("reason", reason.name().toLowerCase(Locale.ROOT)),
          counters -> counters.discarded(reason),
          "Events that were not or will not be delivered");
    }
    connections();
    buffer();
    senders.running().forEach(this::servers);
    receiptTimes();
  }

  private void events() {
    count("events.accepted", counters -> counters.accepted, "Events taken into the buffer");
    count(
        "events.recovered",
        counters -> counters.recovered,
        "Events of an earlier process found in the spool");
    count(
        "events.sent",
        counters -> counters.sent,
        "Events written to a connection, repeats included");
    count(
        "events.repeated",
        counters -> counters.repeated,
        "Events written again because it is in doubt whether they arrived");
    count(
        "events.confirmed",
        counters -> counters.confirmed,
        "Events that a receipt proves to be read by their server");
    count(
        "events.unconfirmed",
        counters -> counters.releasedUnconfirmed,
        "Events that left the buffer without evidence that they were read");
    count(
        "events.diverted",
        counters -> counters.diverted,
        "Events that another appender was given instead");
    count(
        "events.truncated",
        counters -> counters.truncated,
        "Accepted events that were cut, or whose SD-ID was");
  }

  private void connections() {
    outcome("connections", "established", counters -> counters.connects, "Connections made");
    outcome("connections", "failed", counters -> counters.connectFailures, "Connections made");
    outcome("probes", "passed", counters -> counters.probesPassed, "Probes of the primary");
    outcome("probes", "failed", counters -> counters.probesFailed, "Probes of the primary");
    count(
        "connections.lost",
        counters -> counters.connectionsLost,
        "Connections closed or reset by the server, failed, or timed out");
    count("failovers", counters -> counters.failovers, "Changes to another server after a loss");
    count("failbacks", counters -> counters.failbacks, "Returns to the primary");
    count("receipts", counters -> counters.receipts, "Receipts of servers for what they have read");
    count("renewals", counters -> counters.renewals, "Connections replaced to get a receipt");
  }

  private void outcome(
      String name, String outcome, Function<Counters, LongAdder> counter, String description) {
    count(name, tags.and("outcome", outcome), counter, description);
  }

  private void count(String name, Function<Counters, LongAdder> counter, String description) {
    count(name, tags, counter, description);
  }

  /** Without a unit: the name says what is counted, and registries append the unit to it. */
  private void count(
      String name, Tags own, Function<Counters, LongAdder> counter, String description) {
    once(
        name,
        own,
        () ->
            FunctionCounter.builder(PREFIX + name, senders, new Growing(counter))
                .tags(own)
                .description(description)
                .register(registry));
  }

  private void once(String name, Tags own, Supplier<Meter> registration) {
    List<Object> key = List.of(name, own);
    if (!bound.containsKey(key)) {
      bound.put(key, registration.get());
    }
  }

  private void buffer() {
    bytes("buffer.used", MonitoredSender::bytesInBuffer, "Waiting and unconfirmed messages");
    bytes("buffer.size", MonitoredSender::bufferSize, "Size of the buffer");
    String name = "oldest.waiting";
    once(
        name,
        tags,
        () ->
            TimeGauge.builder(
                    PREFIX + name,
                    senders,
                    TimeUnit.NANOSECONDS,
                    from -> from.oldestWaiting().toNanos())
                .tags(tags)
                .description("Age of the oldest message that is not yet written to a connection")
                .register(registry));
  }

  private void bytes(String name, ToLongFunction<MonitoredSender> value, String description) {
    once(
        name,
        tags,
        () ->
            Gauge.builder(PREFIX + name, senders, from -> from.sum(value))
                .tags(tags)
                .baseUnit(BaseUnits.BYTES)
                .description(description)
                .register(registry));
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
        .filter(sender -> sender.currentServer().filter(server::equals).isPresent())
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
      sender.counters().receiptTimes.add(this, nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }
  }
}
