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
 * Random faults in sequence while applications of both frameworks log over every protocol: nothing
 * is lost except over UDP, sending resumes after every fault, and no more resources are held than
 * after the first fault of each kind. {@code -Dsoak.seconds} sets the length and {@code
 * -Dfaults.seed} the sequence of faults.
 */
@Tag("full")
class SoakIT {
  private static final long LENGTH_NANOS = SECONDS.toNanos(Long.getLong("soak.seconds", 120));
  private static final int EVENTS_PER_SECOND = 4_000;
  private static final int SERVERS = 2; // per protocol
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

  private static final Map<String, String> NO_FAILBACK = // a UDP server cannot be probed
      Map.of("bufferSize", "16 MB", "reconnectDelay", "50 ms", "maxReconnectDelay", "500 ms");

  /** The protocol between application and servers. */
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
  private final List<WireProtocol> wireProtocols = new ArrayList<>(); // per application
  private final Map<SoakFault, Integer> faults = new EnumMap<>(SoakFault.class);

  @AfterEach
  void end() {
    servers.values().forEach(each -> each.forEach(KillableServer::close));
    applications.forEach(Application::stop);
  }

  @Test
  void losesNothingAndHasNoResourceLeakUnderRandomFaults() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("FAULTS soak begins with -Dfaults.seed=" + seed);
    Random random = new Random(seed);
    Encryption encryption = Encryption.in(folder);
    startServers(encryption);
    startApplications(encryption);
    PacedCallers callers = PacedCallers.start(this::log, applications.size(), EVENTS_PER_SECOND);
    ResourceUsage before;
    ResourceUsage after;
    try (callers) {
      for (SoakFault fault : SoakFault.values()) { // creates lazy objects
        injectFault(fault, servers.values().stream().map(each -> each.get(0)).toList(), random);
      }
      before = takeResourceUsage();
      long endNanos = System.nanoTime() + LENGTH_NANOS;
      while (System.nanoTime() < endNanos) {
        KillableServer one =
            servers.get(randomOf(WireProtocol.values(), random)).get(random.nextInt(SERVERS));
        injectFault(randomOf(SoakFault.values(), random), List.of(one), random);
      }
      after = takeResourceUsage();
    }
    int[] logged = stop(callers);
    EventCounts counts = count(logged, WireProtocol::isReliable);
    EventCounts unreliable = count(logged, wireProtocol -> !wireProtocol.isReliable());
    report(counts, unreliable, before, after, callers.seconds(), seed);
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.unknown()).isZero();
    assertThat(unreliable.unknown()).isZero();
    assertThat(received(WireProtocol.UDP)).isBetween(1L, sent(WireProtocol.UDP));
    assertNoGrowth(before, after);
  }

  private void startServers(Encryption encryption) {
    for (WireProtocol wireProtocol : WireProtocol.values()) {
      servers.put(
          wireProtocol,
          IntStream.range(0, SERVERS)
              .mapToObj(
                  i -> new KillableServer(folder, wireProtocol + "-" + i, wireProtocol.dialect))
              .map(server -> wireProtocol.encrypted ? server.secure(encryption) : server)
              .map(KillableServer::launch)
              .toList());
    }
    servers.values().forEach(each -> each.forEach(KillableServer::open));
  }

  private void startApplications(Encryption encryption) {
    for (Framework framework : Framework.values()) {
      servers.forEach(
          (wireProtocol, protocolServers) -> {
            Path own = newFolder(framework + "-" + wireProtocol);
            List<Server> addresses = protocolServers.stream().map(KillableServer::address).toList();
            URI file =
                ConfigurationFile.write(
                    own, framework, addresses, wireProtocol.settings(encryption));
            applications.add(framework.start(file, Map.of()));
            wireProtocols.add(wireProtocol);
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

  /** Each caller logs through a different application. */
  private void log(long number) {
    applications.get(NumberedEvents.callerOf(number)).info(NumberedEvents.text(number));
  }

  private static <T> T randomOf(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  /** Waits until the applications have handled the fault and send again. */
  private void injectFault(SoakFault fault, List<KillableServer> to, Random random) {
    faults.merge(fault, to.size(), Integer::sum);
    to.forEach(fault::begin);
    LoadFixture.pass(Duration.ofMillis(random.nextInt(100, 1_500)));
    to.forEach(fault::end);
    Map<WireProtocol, Long> before = new EnumMap<>(WireProtocol.class);
    servers.keySet().forEach(wireProtocol -> before.put(wireProtocol, recordedBytes(wireProtocol)));
    awaitEmptyBuffers();
    Eventually.until(
        "more events over every protocol",
        () ->
            before.keySet().stream()
                .allMatch(wireProtocol -> recordedBytes(wireProtocol) > before.get(wireProtocol)));
  }

  private long recordedBytes(WireProtocol wireProtocol) {
    return servers.get(wireProtocol).stream().mapToLong(KillableServer::recordedBytes).sum();
  }

  private void awaitEmptyBuffers() {
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

  /** Waits until every application that fails back is connected to its primary. */
  private ResourceUsage takeResourceUsage() {
    Eventually.until(
        "all at their primaries",
        () -> IntStream.range(0, wireProtocols.size()).allMatch(this::isAtExpectedServer));
    return ResourceUsage.taken();
  }

  private boolean isAtExpectedServer(int application) {
    WireProtocol wireProtocol = wireProtocols.get(application);
    Server primary = servers.get(wireProtocol).get(0).address();
    return !wireProtocol.isReliable()
        || applications.get(application).statistics().currentServer().equals(Optional.of(primary));
  }

  /** Returns how many events each application has logged. */
  private int[] stop(PacedCallers callers) {
    int[] logged = callers.stop();
    applications.forEach(Application::stop);
    servers.values().forEach(each -> each.forEach(KillableServer::settle));
    return logged;
  }

  private EventCounts count(int[] logged, Predicate<WireProtocol> which) {
    int[] ofThese = logged.clone();
    IntStream.range(0, ofThese.length)
        .filter(application -> !which.test(wireProtocols.get(application)))
        .forEach(application -> ofThese[application] = 0);
    return EventCounts.of(
        ofThese,
        servers.keySet().stream()
            .filter(which)
            .flatMap(wireProtocol -> servers.get(wireProtocol).stream())
            .toList());
  }

  private long received(WireProtocol wireProtocol) {
    return servers.get(wireProtocol).stream().mapToLong(KillableServer::received).sum();
  }

  private long sent(WireProtocol wireProtocol) {
    return IntStream.range(0, wireProtocols.size())
        .filter(application -> wireProtocols.get(application) == wireProtocol)
        .mapToLong(application -> applications.get(application).statistics().sent())
        .sum();
  }

  private void assertNoGrowth(ResourceUsage before, ResourceUsage after) {
    List<String> newThreads = new ArrayList<>(after.threads());
    before.threads().forEach(newThreads::remove);
    // They end after an idle time.
    assertThat(newThreads)
        .filteredOn(TLS_TASKS::equals)
        .hasSizeLessThanOrEqualTo(wireProtocols.size());
    newThreads.removeIf(TLS_TASKS::equals);
    assertThat(newThreads).as("more threads than %s", before.threads()).hasSizeLessThan(3);
    // A probe, a liveness probe and an old connection may be open at any time.
    assertThat(after.files()).isLessThanOrEqualTo(before.files() + 3L * applications.size());
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 4_000_000);
    assertThat(after.directBytes()).isLessThan(before.directBytes() + 1_000_000);
  }

  private void report(
      EventCounts counts,
      EventCounts unreliable,
      ResourceUsage before,
      ResourceUsage after,
      double seconds,
      long seed) {
    List<SenderStatistics> statistics = applications.stream().map(Application::statistics).toList();
    System.out.printf(
        Locale.ROOT,
        "FAULTS soak of %.0f s, seed %d | %s | %s | UDP: %s | %,d connects | before %s | after %s%n",
        seconds,
        seed,
        faults,
        counts,
        unreliable,
        statistics.stream().mapToLong(SenderStatistics::connects).sum(),
        before,
        after);
    assertThat(statistics).allMatch(each -> each.allDiscarded() == 0, "nothing discarded");
    assertThat(statistics)
        .allMatch(each -> each.releasedUnconfirmed() == 0, "nothing released unconfirmed");
  }
}
