package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.Account;
import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.Batch;
import io.github.failoversyslog.faults.ConfigurationFile;
import io.github.failoversyslog.faults.Encryption;
import io.github.failoversyslog.faults.KillableServer;
import io.github.failoversyslog.faults.Place;
import io.github.failoversyslog.faults.Tally;
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
 * What all cases share: hosts with a log server each, an application that logs numbered events, and
 * the account at the end. No case may lose an event.
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

  /** Makes hosts with servers that run and do not listen. */
  void launchServers(int count) {
    makeHosts(count);
    for (Host host : network().servers()) {
      launchServer(host.place());
    }
  }

  /** Makes hosts without anything on them. */
  void makeHosts(int count) {
    network = HostNetwork.of(count);
  }

  /** One more server, which runs and does not listen. */
  KillableServer launchServer(Place place) {
    KillableServer server = new KillableServer(folder, "log" + servers.size(), place);
    servers.add((encryption == null ? server : server.secure(encryption)).launch());
    return server;
  }

  /** The servers of the next network speak TLS. */
  void encrypt() {
    encryption = Encryption.in(folder, HostNetwork.serverAddresses());
  }

  /** Makes hosts with servers that listen. */
  void openServers(int count) {
    launchServers(count);
    servers.forEach(KillableServer::open);
  }

  /** Starts the application on its host; it sends to all servers. */
  ApplicationProcess start(int eventsPerSecond, Map<String, String> settings) {
    return start(
        applicationHost().place(),
        servers.stream().map(KillableServer::address).toList(),
        eventsPerSecond,
        settings);
  }

  /** The same somewhere else, and with other addresses of the servers. */
  ApplicationProcess start(
      Place place, List<Server> addresses, int eventsPerSecond, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(encryption == null ? settings : encryption.with(settings));
    all.put("bufferSize", "64 MB");
    URI file = ConfigurationFile.write(folder, framework, addresses, all);
    ApplicationProcess started =
        ApplicationProcess.start(place, framework, file, 0, eventsPerSecond, folder);
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

  /** Waits until the server has read so many events more than now. */
  static void awaitMore(KillableServer server, long events) {
    long wanted = server.received() + events;
    Eventually.until("more events at " + server, () -> server.received() >= wanted);
  }

  /** Does this to a host; what is reported and how fast it is noticed counts from then on. */
  void happens(ApplicationProcess to, Runnable fault) {
    to.account();
    fault.run();
    brokenAtNanos = System.nanoTime();
  }

  /** When it happened. */
  long brokenAtNanos() {
    return brokenAtNanos;
  }

  /** Waits until the server has read something since the fault, and says how long that took. */
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

  /** The time is the fault itself, not a guess at how long something takes. */
  static void pass(Duration time) {
    long start = System.nanoTime();
    Eventually.until("end of " + time, () -> System.nanoTime() - start >= time.toNanos());
  }

  /** Lets the application log on for so many events, ends it, and compares. */
  CaseResult stopAndCount(ApplicationProcess running, int moreEvents) {
    int last = running.logged() + moreEvents - 1;
    Eventually.until(
        "event " + last, () -> servers.stream().anyMatch(server -> server.newest() >= last));
    running.stop();
    Account account = running.account();
    Tally tally = Tally.of(new int[] {running.logged()}, servers);
    return new CaseResult(tally, account);
  }

  /** What came of a case. */
  record CaseResult(Tally tally, Account account) {}

  /** Prints the case's line, and holds what is true of all cases whose messages all fit. */
  void report(String name, CaseResult outcome, String more) {
    reportWithoutRoom(name, outcome, more);
    assertThat(outcome.account().releasedUnconfirmed()).isZero();
  }

  /** The same where messages may have been let go that were written and not proven to be read. */
  void reportWithoutRoom(String name, CaseResult outcome, String more) {
    System.out.printf(
        Locale.ROOT,
        "FAULTS %-7s | %s | %s | %s | longest call %.1f ms%n",
        framework,
        name,
        more,
        outcome.tally(),
        outcome.account().longestCallNanos() / 1e6);
    assertThat(outcome.tally().lost()).isEmpty();
    assertThat(outcome.tally().unknown()).isZero();
    assertThat(outcome.account().discarded()).isZero();
    assertThat(outcome.account().longestCall()).isLessThan(WRITE_TIMEOUT.dividedBy(2));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}
