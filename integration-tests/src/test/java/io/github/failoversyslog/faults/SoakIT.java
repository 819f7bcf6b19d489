package io.github.failoversyslog.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.Server;
import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Eventually;
import io.github.failoversyslog.it.Framework;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random faults one after the other, while applications of both frameworks log over both protocols:
 * nothing is lost, and nothing is held that was not held after the first fault of each kind. {@code
 * -Dsoak.seconds} and {@code -Dfaults.seed} choose another length and other faults.
 */
class SoakIT {
  private static final long LENGTH_NANOS = SECONDS.toNanos(Long.getLong("soak.seconds", 45));
  private static final int EVENTS_PER_SECOND = 4_000;
  private static final Dialect[] DIALECTS = {Dialect.OCTET_COUNTING, Dialect.RELP};
  private static final int SERVERS = 2; // of each protocol
  private static final long LITTLE_BYTES = 64 * 1024;
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

  @TempDir Path folder;
  private final Map<Dialect, List<RecordedServer>> servers = new EnumMap<>(Dialect.class);
  private final List<Application> applications = new ArrayList<>();
  private final Map<SoakFault, Integer> faults = new EnumMap<>(SoakFault.class);

  @AfterEach
  void end() {
    servers.values().forEach(each -> each.forEach(RecordedServer::close));
    applications.forEach(Application::stop);
  }

  @Test
  void losesNothingAndGrowsNowhereUnderRandomFaults() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("FAULTS soak begins with -Dfaults.seed=" + seed);
    Random random = new Random(seed);
    startServers();
    startApplications();
    PacedCallers callers = PacedCallers.start(this::log, applications.size(), EVENTS_PER_SECOND);
    Footprint before;
    Footprint after;
    try (callers) {
      for (SoakFault fault : SoakFault.values()) { // what is made at first use is made
        servers.values().forEach(each -> happen(fault, each.get(0), random));
      }
      before = takeFootprint();
      long endNanos = System.nanoTime() + LENGTH_NANOS;
      while (System.nanoTime() < endNanos) {
        List<RecordedServer> some = servers.get(anyOf(DIALECTS, random));
        happen(anyOf(SoakFault.values(), random), some.get(random.nextInt(SERVERS)), random);
      }
      after = takeFootprint();
    }
    Tally tally = stopAndCount(callers);
    report(tally, before, after, callers.seconds(), seed);
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.unknown()).isZero();
    assertNoGrowth(before, after);
  }

  private void startServers() {
    for (Dialect dialect : DIALECTS) {
      servers.put(
          dialect,
          IntStream.range(0, SERVERS)
              .mapToObj(i -> new RecordedServer(folder, dialect + "-" + i, dialect).launch())
              .toList());
    }
    servers.values().forEach(each -> each.forEach(RecordedServer::open));
  }

  private void startApplications() {
    for (Framework framework : Framework.values()) {
      servers.forEach(
          (dialect, itsServers) -> {
            Path own = newFolder(framework + "-" + dialect);
            List<Server> addresses = itsServers.stream().map(RecordedServer::address).toList();
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put("protocol", dialect == Dialect.RELP ? "relp" : "tcp");
            applications.add(
                framework.start(
                    ConfigurationFile.write(own, framework, addresses, settings), Map.of()));
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

  /** Returns when the applications have come to terms with it. */
  private void happen(SoakFault fault, RecordedServer server, Random random) {
    faults.merge(fault, 1, Integer::sum);
    fault.begin(server);
    CountedContract.pass(Duration.ofMillis(random.nextInt(100, 1_500)));
    fault.end(server);
    awaitCalm();
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

  /** When all applications are at their primary again. */
  private Footprint takeFootprint() {
    Eventually.until(
        "all at their primaries",
        () ->
            applications.stream()
                .allMatch(
                    application ->
                        application
                            .statistics()
                            .currentServer()
                            .filter(this::isPrimary)
                            .isPresent()));
    return Footprint.taken();
  }

  private boolean isPrimary(Server server) {
    return servers.values().stream().anyMatch(each -> each.get(0).address().equals(server));
  }

  private Tally stopAndCount(PacedCallers callers) {
    int[] logged = callers.stop();
    applications.forEach(Application::stop);
    List<RecordedServer> all = servers.values().stream().flatMap(List::stream).toList();
    all.forEach(RecordedServer::settle);
    return Tally.of(logged, all);
  }

  private void assertNoGrowth(Footprint before, Footprint after) {
    List<String> newThreads = new ArrayList<>(after.threads());
    before.threads().forEach(newThreads::remove);
    assertThat(newThreads).as("more threads than %s", before.threads()).hasSizeLessThan(3);
    // A probe, a liveness probe and an old connection may be there at any time.
    assertThat(after.files()).isLessThanOrEqualTo(before.files() + 3L * applications.size());
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 4_000_000);
    assertThat(after.directBytes()).isLessThan(before.directBytes() + 1_000_000);
  }

  private void report(Tally tally, Footprint before, Footprint after, double seconds, long seed) {
    List<SenderStatistics> statistics = applications.stream().map(Application::statistics).toList();
    System.out.printf(
        Locale.ROOT,
        "FAULTS soak of %.0f s, seed %d | %s | %s | %,d connects | before %s | after %s%n",
        seconds,
        seed,
        faults,
        tally,
        statistics.stream().mapToLong(SenderStatistics::connects).sum(),
        before,
        after);
    assertThat(statistics).allMatch(each -> each.allDiscarded() == 0, "nothing discarded");
    assertThat(statistics).allMatch(each -> each.releasedUnconfirmed() == 0, "nothing let go");
  }
}
