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
 * Base class of the test cases with server processes and an application that logs numbered events;
 * compares both at the end. In no case may an event be lost without being counted, or an event
 * arrive that was not sent.
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
    servers.forEach(KillableServer::close); // first: a paused server would delay the stop
    if (application != null) {
      application.stop();
    }
  }

  Framework framework() {
    return framework;
  }

  /**
   * How often a fault happens in this run: {@code -Dfaults.percent} of {@code inFull}, at least 2.
   */
  static int times(int inFull) {
    return Math.max(2, inFull * PERCENT / 100);
  }

  /** Starts servers that listen; the first is the primary. */
  List<KillableServer> openServers(int count) {
    return openServers(count, Dialect.OCTET_COUNTING);
  }

  /** Servers launched from now on use TLS. */
  Encryption encrypt() {
    Encryption made = Encryption.in(folder);
    encryption = made;
    return made;
  }

  List<KillableServer> openServers(int count, Dialect dialect) {
    launchServers(count, dialect).forEach(KillableServer::open);
    return List.copyOf(servers);
  }

  /** Starts server processes that do not listen yet. */
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
   * Starts an application that sends to the launched servers.
   *
   * @param settings all other settings of its appender
   */
  Application start(Map<String, String> settings) {
    return start(addresses(), settings);
  }

  private List<Server> addresses() {
    return servers.stream().map(KillableServer::address).toList();
  }

  /**
   * @param addresses the primary first
   */
  Application start(List<Server> addresses, Map<String, String> settings) {
    application = framework.start(configuration(addresses, settings), Map.of());
    return application;
  }

  /** Writes a configuration for an application that sends to the launched servers. */
  URI configuration(Map<String, String> settings) {
    return configuration(addresses(), settings);
  }

  private URI configuration(List<Server> addresses, Map<String, String> settings) {
    return ConfigurationFile.write(folder, framework, addresses, settings);
  }

  /** Starts logging from one thread of the application. */
  PacedCallers startLogging(Application application) {
    return startLogging(
        number -> application.info(NumberedEvents.text(number)), 1, EVENTS_PER_SECOND);
  }

  /**
   * @param log receives the event numbers, called by several threads
   */
  PacedCallers startLogging(LongConsumer log, int threads, int eventsPerSecond) {
    callers = PacedCallers.start(log, threads, eventsPerSecond);
    return callers;
  }

  /**
   * Waits until a server has read an event with this or a higher number, and returns that server.
   */
  KillableServer awaitEvent(long number) {
    Eventually.until("event " + number, () -> findReaderOf(number).isPresent());
    return findReaderOf(number).orElseThrow();
  }

  private Optional<KillableServer> findReaderOf(long number) {
    return servers.stream().filter(server -> server.newest() >= number).findFirst();
  }

  /** Waits until the server has read this many more events. */
  static void awaitMore(KillableServer server, long events) {
    long wanted = server.received() + events;
    Eventually.until("more events at " + server, () -> server.received() >= wanted);
  }

  /** Waits for the duration of a fault; not a guess at how long an operation takes. */
  static void pass(Duration time) {
    long endNanos = System.nanoTime() + time.toNanos();
    for (int second = 1; System.nanoTime() < endNanos; second++) { // a single wait has a time limit
      long untilNanos = Math.min(endNanos, System.nanoTime() + 1_000_000_000);
      Eventually.until("second " + second + " of " + time, () -> System.nanoTime() >= untilNanos);
    }
  }

  /** Stops logging and the application, then compares what was logged with what arrived. */
  EventCounts stopAndCount(Application application, PacedCallers callers) {
    int[] logged = callers.stop();
    application.stop();
    return count(logged, application.statistics());
  }

  EventCounts count(int[] logged, SenderStatistics statistics) {
    EventCounts counts = EventCounts.of(logged, servers);
    assertThat(counts.unknown()).as("events that were never sent").isZero();
    assertThat((long) counts.lost().length)
        .as("events lost of %s, %s", counts, statistics)
        .isLessThanOrEqualTo(statistics.allDiscarded() + statistics.releasedUnconfirmed());
    return counts;
  }

  /** Prints the result line of a case. */
  void report(String name, EventCounts counts, SenderStatistics statistics, String more) {
    report(
        name,
        counts,
        "discarded %,d | released unconfirmed %,d | %s"
            .formatted(statistics.allDiscarded(), statistics.releasedUnconfirmed(), more));
  }

  /** Prints the result line of a case whose appender counters are not available. */
  void report(String name, EventCounts counts, String more) {
    System.out.printf(
        Locale.ROOT,
        "FAULTS %-7s | %s | %s | %s | %.1f s%n",
        framework,
        name,
        counts,
        more,
        (System.nanoTime() - startNanos) / 1e9);
  }
}
