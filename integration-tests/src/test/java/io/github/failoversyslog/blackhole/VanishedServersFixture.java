package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.Batch;
import io.github.failoversyslog.faults.ConfigurationFile;
import io.github.failoversyslog.faults.Encryption;
import io.github.failoversyslog.faults.EventCounts;
import io.github.failoversyslog.faults.KillableServer;
import io.github.failoversyslog.faults.LaunchContext;
import io.github.failoversyslog.faults.ProcessReport;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of cases with one log server per host and an application that logs numbered events;
 * compares both at the end. No case may lose an event.
 */
abstract class VanishedServersFixture {
  static final int EVENTS_PER_SECOND = 20_000;
  static final Duration WRITE_TIMEOUT = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final Framework framework;
  private final List<KillableServer> servers = new ArrayList<>();
  private @Nullable Encryption encryption;
  private @Nullable HostNetwork network;
  private @Nullable ApplicationProcess application;
  private long brokenAtNanos;

  VanishedServersFixture(Framework framework) {
    this.framework = framework;
  }

  @AfterEach
  void end() {
    if (application != null) {
      application.close();
    }
    servers.forEach(KillableServer::close);
    if (network != null) {
      network.close();
    }
  }

  /** Creates hosts with server processes that do not listen yet. */
  void launchServers(int count) {
    makeHosts(count);
    for (Host host : network().servers()) {
      launchServer(host.launchContext());
    }
  }

  /** Creates hosts without any process. */
  void makeHosts(int count) {
    network = HostNetwork.of(count);
  }

  /** Launches one more server process that does not listen yet. */
  KillableServer launchServer(LaunchContext launchContext) {
    KillableServer server = new KillableServer(folder, "log" + servers.size(), launchContext);
    servers.add((encryption == null ? server : server.secure(encryption)).launch());
    return server;
  }

  /** Servers of the next network use TLS. */
  void encrypt() {
    encryption = Encryption.in(folder, HostNetwork.serverAddresses());
  }

  /** Creates hosts with servers that listen. */
  void openServers(int count) {
    launchServers(count);
    servers.forEach(KillableServer::open);
  }

  /** Starts the application on its host; it sends to all servers. */
  ApplicationProcess start(int eventsPerSecond, Map<String, String> settings) {
    return start(
        applicationHost().launchContext(),
        servers.stream().map(KillableServer::address).toList(),
        eventsPerSecond,
        settings);
  }

  /** Starts the application in another launch context and with other server addresses. */
  ApplicationProcess start(
      LaunchContext launchContext,
      List<Server> addresses,
      int eventsPerSecond,
      Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(encryption == null ? settings : encryption.with(settings));
    all.put("bufferSize", "64 MB");
    URI file = ConfigurationFile.write(folder, framework, addresses, all);
    ApplicationProcess started =
        ApplicationProcess.start(launchContext, framework, file, 0, eventsPerSecond, folder);
    application = started;
    return started;
  }

  List<KillableServer> servers() {
    return servers;
  }

  KillableServer server(int number) {
    return servers.get(number);
  }

  Host host(int number) {
    return network().servers().get(number);
  }

  Host applicationHost() {
    return network().application();
  }

  HostNetwork network() {
    if (network == null) {
      throw new IllegalStateException("no network yet");
    }
    return network;
  }

  /** Waits until the server has read this many more events. */
  static void awaitMore(KillableServer server, long events) {
    long wanted = server.received() + events;
    Eventually.until("more events at " + server, () -> server.received() >= wanted);
  }

  /** Injects a fault; reported counters and the time to detection start here. */
  void injectFault(ApplicationProcess to, Runnable fault) {
    to.processReport();
    fault.run();
    brokenAtNanos = System.nanoTime();
  }

  long brokenAtNanos() {
    return brokenAtNanos;
  }

  /**
   * Waits until the server has read something since the fault, and returns the time from the fault
   * to that.
   */
  Duration awaitFirst(KillableServer server) {
    Eventually.until("first message at " + server, () -> firstNanos(server) != Long.MAX_VALUE);
    return Duration.ofNanos(firstNanos(server) - brokenAtNanos);
  }

  private long firstNanos(KillableServer server) {
    return server.batches().stream()
        .filter(batch -> batch.numbers().length > 0)
        .mapToLong(Batch::nanos)
        .filter(nanos -> nanos > brokenAtNanos)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Waits for the duration of a fault; not a guess at how long an operation takes. */
  static void pass(Duration time) {
    long start = System.nanoTime();
    Eventually.until("end of " + time, () -> System.nanoTime() - start >= time.toNanos());
  }

  /** Lets the application log this many more events, stops it, and compares. */
  CaseResult stopAndCount(ApplicationProcess running, int moreEvents) {
    int last = running.logged() + moreEvents - 1;
    Eventually.until(
        "event " + last, () -> servers.stream().anyMatch(server -> server.newest() >= last));
    running.stop();
    ProcessReport processReport = running.processReport();
    EventCounts counts = EventCounts.of(new int[] {running.logged()}, servers);
    return new CaseResult(counts, processReport);
  }

  record CaseResult(EventCounts counts, ProcessReport processReport) {}

  /**
   * Prints the result line of a case and checks what holds in all cases whose messages fit into the
   * buffer.
   */
  void report(String name, CaseResult outcome, String more) {
    reportWithReleases(name, outcome, more);
    assertThat(outcome.processReport().releasedUnconfirmed()).isZero();
  }

  /**
   * As {@link #report}, for cases in which written but unconfirmed messages may have been released.
   */
  void reportWithReleases(String name, CaseResult outcome, String more) {
    System.out.printf(
        Locale.ROOT,
        "FAULTS %-7s | %s | %s | %s | longest call %.1f ms%n",
        framework,
        name,
        more,
        outcome.counts(),
        outcome.processReport().longestCallNanos() / 1e6);
    assertThat(outcome.counts().lost()).isEmpty();
    assertThat(outcome.counts().unknown()).isZero();
    assertThat(outcome.processReport().discarded()).isZero();
    assertThat(outcome.processReport().longestCall()).isLessThan(WRITE_TIMEOUT.dividedBy(2));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}
