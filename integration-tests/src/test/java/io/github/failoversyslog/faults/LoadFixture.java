package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all cases share: servers as processes, an application with numbered events, and the account
 * at the end. No case may lose an event that was not counted, or receive what nobody sent.
 */
abstract class LoadFixture {
  static final int EVENTS_PER_SECOND = 20_000;
  private static final int PERCENT = Integer.getInteger("faults.percent", 100);

  @TempDir Path folder;
  private final Framework framework;
  private final List<KillableServer> servers = new ArrayList<>();
  private @Nullable Encryption encryption;
  private @Nullable PacedCallers callers;
  private @Nullable Application application;
  private long startNanos;

  LoadFixture(Framework framework) {
    this.framework = framework;
  }

  @BeforeEach
  void begin() {
    startNanos = System.nanoTime();
  }

  @AfterEach
  void end() {
    if (callers != null) {
      callers.close();
    }
    servers.forEach(KillableServer::close); // first: one that is paused would delay the stop
    if (application != null) {
      application.stop();
    }
  }

  Framework framework() {
    return framework;
  }

  /**
   * How often a fault happens in this run: {@code -Dfaults.percent} of that, but more than once.
   */
  static int times(int inFull) {
    return Math.max(2, inFull * PERCENT / 100);
  }

  /** Servers that listen; the first is the primary. */
  List<KillableServer> openServers(int count) {
    return openServers(count, Dialect.OCTET_COUNTING);
  }

  /** All servers that are launched from now on speak TLS. */
  Encryption encrypt() {
    Encryption made = Encryption.in(folder);
    encryption = made;
    return made;
  }

  List<KillableServer> openServers(int count, Dialect dialect) {
    launchServers(count, dialect).forEach(KillableServer::open);
    return List.copyOf(servers);
  }

  /** Servers that run and do not listen. */
  List<KillableServer> launchServers(int count) {
    return launchServers(count, Dialect.OCTET_COUNTING);
  }

  private List<KillableServer> launchServers(int count, Dialect dialect) {
    for (int i = 0; i < count; i++) {
      KillableServer server = new KillableServer(folder, "server" + i, dialect);
      servers.add((encryption == null ? server : server.secure(encryption)).launch());
    }
    return List.copyOf(servers);
  }

  /**
   * Starts an application that sends to the servers there are.
   *
   * @param settings all others of its appender
   */
  Application start(Map<String, String> settings) {
    return start(addresses(), settings);
  }

  private List<Server> addresses() {
    return servers.stream().map(KillableServer::address).toList();
  }

  /**
   * @param addresses the primary's first
   */
  Application start(List<Server> addresses, Map<String, String> settings) {
    application = framework.start(configuration(addresses, settings), Map.of());
    return application;
  }

  /** A file for an application that sends to the servers there are. */
  URI configuration(Map<String, String> settings) {
    return configuration(addresses(), settings);
  }

  private URI configuration(List<Server> addresses, Map<String, String> settings) {
    return ConfigurationFile.write(folder, framework, addresses, settings);
  }

  /** One thread of the application logs from now on. */
  PacedCallers startLogging(Application application) {
    return startLogging(
        number -> application.info(NumberedEvents.text(number)), 1, EVENTS_PER_SECOND);
  }

  /**
   * @param log is given the events' numbers, by several threads
   */
  PacedCallers startLogging(LongConsumer log, int threads, int eventsPerSecond) {
    callers = PacedCallers.start(log, threads, eventsPerSecond);
    return callers;
  }

  /** Waits until a server has read an event with this number or a higher one, and returns it. */
  KillableServer awaitEvent(long number) {
    Eventually.until("event " + number, () -> findReaderOf(number).isPresent());
    return findReaderOf(number).orElseThrow();
  }

  private Optional<KillableServer> findReaderOf(long number) {
    return servers.stream().filter(server -> server.newest() >= number).findFirst();
  }

  /** Waits until the server has read so many events more than now. */
  static void awaitMore(KillableServer server, long events) {
    long wanted = server.received() + events;
    Eventually.until("more events at " + server, () -> server.received() >= wanted);
  }

  /** The time is the fault itself, not a guess at how long something takes. */
  static void pass(Duration time) {
    long endNanos = System.nanoTime() + time.toNanos();
    for (int second = 1; System.nanoTime() < endNanos; second++) { // a wait for one is limited
      long untilNanos = Math.min(endNanos, System.nanoTime() + 1_000_000_000);
      Eventually.until("second " + second + " of " + time, () -> System.nanoTime() >= untilNanos);
    }
  }

  /** Ends logging and the application, and compares. */
  Tally stopAndCount(Application application, PacedCallers callers) {
    int[] logged = callers.stop();
    application.stop();
    return count(logged, application.statistics());
  }

  Tally count(int[] logged, SenderStatistics statistics) {
    Tally tally = Tally.of(logged, servers);
    assertThat(tally.unknown()).as("what nobody sent").isZero();
    assertThat((long) tally.lost().length)
        .as("events lost of %s, %s", tally, statistics)
        .isLessThanOrEqualTo(statistics.allDiscarded() + statistics.releasedUnconfirmed());
    return tally;
  }

  /** Prints the case's line. */
  void report(String name, Tally tally, SenderStatistics statistics, String more) {
    report(
        name,
        tally,
        "discarded %,d | released unconfirmed %,d | %s"
            .formatted(statistics.allDiscarded(), statistics.releasedUnconfirmed(), more));
  }

  /** The same without an appender in reach that could say what it has counted. */
  void report(String name, Tally tally, String more) {
    System.out.printf(
        Locale.ROOT,
        "FAULTS %-7s | %s | %s | %s | %.1f s%n",
        framework,
        name,
        tally,
        more,
        (System.nanoTime() - startNanos) / 1e9);
  }
}
