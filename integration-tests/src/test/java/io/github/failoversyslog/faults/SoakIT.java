package io.github.failoversyslog.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random faults one after the other, while applications of both frameworks log over every protocol:
 * nothing is lost but over UDP, sending goes on after every fault, and nothing is held that was not
 * held after the first fault of each kind. {@code -Dsoak.seconds} and {@code -Dfaults.seed} choose
 * another length and other faults.
 */
@Tag("full")
class SoakIT {
  private static final long LENGTH_NANOS = SECONDS.toNanos(Long.getLong("soak.seconds", 120));
  private static final int EVENTS_PER_SECOND = 4_000;
  private static final int SERVERS = 2; // of each protocol
  private static final long LITTLE_BYTES = 64 * 1024;
  private static final String TLS_TASKS = "failover-syslog-tls";
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("bufferSize", "16 MB"),
          Map.entry("failback", ""),
          Map.entry("failback.tcpProbeInterval", "500 ms"),
          Map.entry("failback.successfulProbesRequired", "2"),
          Map.entry("stableAfter", "200 ms"),
          Map.entry("reconnectDelay", "50 ms"),
          Map.entry("maxReconnectDelay", "500 ms"),
          Map.entry("livenessProbeInterval", "1 s"),
          Map.entry("writeTimeout", "1 s"),
          Map.entry("closeTimeout", "1 s"));

  private static final Map<String, String> NO_FAILBACK = // nothing to probe a UDP server by
      Map.of("bufferSize", "16 MB", "reconnectDelay", "50 ms", "maxReconnectDelay", "500 ms");

  /** What servers and applications speak. */
  private enum WireProtocol {
    TCP(Dialect.OCTET_COUNTING, "tcp", false),
    TLS(Dialect.OCTET_COUNTING, "tls", true),
    RELP(Dialect.RELP, "relp", false),
    RELP_OVER_TLS(Dialect.RELP, "relp", true),
    UDP(Dialect.DATAGRAMS, "udp", false);

    private final Dialect dialect;
    private final String protocol;
    private final boolean encrypted;

    WireProtocol(Dialect dialect, String protocol, boolean encrypted) {
      this.dialect = dialect;
      this.protocol = protocol;
      this.encrypted = encrypted;
    }

    boolean isReliable() {
      return this != UDP;
    }

    Map<String, String> settings(Encryption encryption) {
      Map<String, String> settings = new HashMap<>(isReliable() ? SETTINGS : NO_FAILBACK);
      settings.put("protocol", protocol);
      return encrypted ? encryption.with(settings) : settings;
    }
  }

  @TempDir Path folder;
  private final Map<WireProtocol, List<KillableServer>> servers = new EnumMap<>(WireProtocol.class);
  private final List<Application> applications = new ArrayList<>();
  private final List<WireProtocol> ways = new ArrayList<>(); // of each application
  private final Map<SoakFault, Integer> faults = new EnumMap<>(SoakFault.class);

  @AfterEach
  void end() {
    servers.values().forEach(each -> each.forEach(KillableServer::close));
    applications.forEach(Application::stop);
  }

  @Test
  void losesNothingAndGrowsNowhereUnderRandomFaults() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("FAULTS soak begins with -Dfaults.seed=" + seed);
    Random random = new Random(seed);
    Encryption encryption = Encryption.in(folder);
    startServers(encryption);
    startApplications(encryption);
    PacedCallers callers = PacedCallers.start(this::log, applications.size(), EVENTS_PER_SECOND);
    Footprint before;
    Footprint after;
    try (callers) {
      for (SoakFault fault : SoakFault.values()) { // what is made at first use is made
        happen(fault, servers.values().stream().map(each -> each.get(0)).toList(), random);
      }
      before = takeFootprint();
      long endNanos = System.nanoTime() + LENGTH_NANOS;
      while (System.nanoTime() < endNanos) {
        KillableServer one =
            servers.get(anyOf(WireProtocol.values(), random)).get(random.nextInt(SERVERS));
        happen(anyOf(SoakFault.values(), random), List.of(one), random);
      }
      after = takeFootprint();
    }
    int[] logged = stop(callers);
    Tally tally = count(logged, WireProtocol::isReliable);
    Tally unreliable = count(logged, way -> !way.isReliable());
    report(tally, unreliable, before, after, callers.seconds(), seed);
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.unknown()).isZero();
    assertThat(unreliable.unknown()).isZero();
    assertThat(received(WireProtocol.UDP)).isBetween(1L, sent(WireProtocol.UDP));
    assertNoGrowth(before, after);
  }

  private void startServers(Encryption encryption) {
    for (WireProtocol way : WireProtocol.values()) {
      servers.put(
          way,
          IntStream.range(0, SERVERS)
              .mapToObj(i -> new KillableServer(folder, way + "-" + i, way.dialect))
              .map(server -> way.encrypted ? server.secure(encryption) : server)
              .map(KillableServer::launch)
              .toList());
    }
    servers.values().forEach(each -> each.forEach(KillableServer::open));
  }

  private void startApplications(Encryption encryption) {
    for (Framework framework : Framework.values()) {
      servers.forEach(
          (way, itsServers) -> {
            Path own = newFolder(framework + "-" + way);
            List<Server> addresses = itsServers.stream().map(KillableServer::address).toList();
            URI file = ConfigurationFile.write(own, framework, addresses, way.settings(encryption));
            applications.add(framework.start(file, Map.of()));
            ways.add(way);
          });
    }
  }

  private Path newFolder(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every caller has an application of its own. */
  private void log(long number) {
    applications.get(NumberedEvents.callerOf(number)).info(NumberedEvents.text(number));
  }

  private static <T> T anyOf(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  /** Returns when the applications have come to terms with it, and send. */
  private void happen(SoakFault fault, List<KillableServer> to, Random random) {
    faults.merge(fault, to.size(), Integer::sum);
    to.forEach(fault::begin);
    LoadFixture.pass(Duration.ofMillis(random.nextInt(100, 1_500)));
    to.forEach(fault::end);
    Map<WireProtocol, Long> before = new EnumMap<>(WireProtocol.class);
    servers.keySet().forEach(way -> before.put(way, recordedBytes(way)));
    awaitCalm();
    Eventually.until(
        "more events over every protocol",
        () -> before.keySet().stream().allMatch(way -> recordedBytes(way) > before.get(way)));
  }

  private long recordedBytes(WireProtocol way) {
    return servers.get(way).stream().mapToLong(KillableServer::recordedBytes).sum();
  }

  private void awaitCalm() {
    Eventually.until(
        "everything written",
        () ->
            applications.stream()
                .map(Application::statistics)
                .allMatch(
                    statistics ->
                        statistics.currentServer().isPresent()
                            && statistics.bytesWaiting() < LITTLE_BYTES));
  }

  /** When all applications are at their primary again that ever return to it. */
  private Footprint takeFootprint() {
    Eventually.until(
        "all at their primaries",
        () -> IntStream.range(0, ways.size()).allMatch(this::isWhereItShouldBe));
    return Footprint.taken();
  }

  private boolean isWhereItShouldBe(int application) {
    WireProtocol way = ways.get(application);
    Server primary = servers.get(way).get(0).address();
    return !way.isReliable()
        || applications.get(application).statistics().currentServer().equals(Optional.of(primary));
  }

  /** Returns how many events each application has logged. */
  private int[] stop(PacedCallers callers) {
    int[] logged = callers.stop();
    applications.forEach(Application::stop);
    servers.values().forEach(each -> each.forEach(KillableServer::settle));
    return logged;
  }

  private Tally count(int[] logged, Predicate<WireProtocol> which) {
    int[] ofThese = logged.clone();
    IntStream.range(0, ofThese.length)
        .filter(application -> !which.test(ways.get(application)))
        .forEach(application -> ofThese[application] = 0);
    return Tally.of(
        ofThese,
        servers.keySet().stream().filter(which).flatMap(way -> servers.get(way).stream()).toList());
  }

  private long received(WireProtocol way) {
    return servers.get(way).stream().mapToLong(KillableServer::received).sum();
  }

  private long sent(WireProtocol way) {
    return IntStream.range(0, ways.size())
        .filter(application -> ways.get(application) == way)
        .mapToLong(application -> applications.get(application).statistics().sent())
        .sum();
  }

  private void assertNoGrowth(Footprint before, Footprint after) {
    List<String> newThreads = new ArrayList<>(after.threads());
    before.threads().forEach(newThreads::remove);
    // They end when there has been nothing to do for a while.
    assertThat(newThreads).filteredOn(TLS_TASKS::equals).hasSizeLessThanOrEqualTo(ways.size());
    newThreads.removeIf(TLS_TASKS::equals);
    assertThat(newThreads).as("more threads than %s", before.threads()).hasSizeLessThan(3);
    // A probe, a liveness probe and an old connection may be there at any time.
    assertThat(after.files()).isLessThanOrEqualTo(before.files() + 3L * applications.size());
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 4_000_000);
    assertThat(after.directBytes()).isLessThan(before.directBytes() + 1_000_000);
  }

  private void report(
      Tally tally, Tally unreliable, Footprint before, Footprint after, double seconds, long seed) {
    List<SenderStatistics> statistics = applications.stream().map(Application::statistics).toList();
    System.out.printf(
        Locale.ROOT,
        "FAULTS soak of %.0f s, seed %d | %s | %s | UDP: %s | %,d connects | before %s | after %s%n",
        seconds,
        seed,
        faults,
        tally,
        unreliable,
        statistics.stream().mapToLong(SenderStatistics::connects).sum(),
        before,
        after);
    assertThat(statistics).allMatch(each -> each.allDiscarded() == 0, "nothing discarded");
    assertThat(statistics).allMatch(each -> each.releasedUnconfirmed() == 0, "nothing let go");
  }
}
