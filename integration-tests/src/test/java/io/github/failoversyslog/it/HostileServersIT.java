package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.application.SenderThreads;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.server.HostileServer;
import io.github.failoversyslog.it.server.HostileServer.ConnectionHandler;
import io.github.failoversyslog.it.server.HostileServer.Misbehavior;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.TlsMisbehavior;
import io.github.failoversyslog.status.Status;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that accept connections and then misbehave: the sender leaves each of them and reports
 * it, and none causes significant CPU time, memory use or a flood of status lines.
 */
class HostileServersIT {
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final Duration MOST_PROCESSOR_TIME = Duration.ofMillis(100);
  private static final Duration MOST_FOR_ENDLESS_INPUT = Duration.ofMillis(500); // 16 MB each time
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final int EVENTS = 500;
  private static final String FILLING = " " + "x".repeat(2000);

  @TempDir Path folder;
  @AutoClose private final Opened open = new Opened();

  private Map<String, String> trust(String protocol) {
    return Map.of(
        "protocol",
        protocol,
        "tlsCaFile",
        TlsMisbehavior.AUTHORITY.writeTo(folder.resolve("ca.pem")).toString());
  }

  private TestSender start(String name, int port, int nextPort, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "host", "hostile",
                "port", Integer.toString(port),
                "failoverServers", "next:" + nextPort,
                "writeTimeout", "500 ms",
                "connectTimeout", "500 ms",
                "bufferSize", "4 MB"));
    all.putAll(settings);
    if (all.getOrDefault("protocol", "tcp").equals("relp")) {
      all.put("relpTimeout", "500 ms");
    }
    TestSender sender =
        TestSender.start(
            name,
            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            all);
    open.add(() -> sender.stop(AT_ONCE)); // no server would take the rest
    return sender;
  }

  private static void sendAll(TestSender sender) {
    IntStream.range(0, EVENTS).forEach(i -> sender.send(SteadyFlow.text(i) + FILLING));
  }

  @ParameterizedTest
  @CsvSource({
    "ENDLESS_INPUT, sent more than 16 MB within a minute",
    "READS_ONE_BYTE_A_SECOND, accepted no data for 500 ms",
    "CLOSES, 'closed by the server|reset|broken pipe'",
    "RESETS, 'reset|broken pipe'",
    "CLOSES_AFTER_A_MOMENT, 'closed by the server|reset|broken pipe'",
    "NEVER_READS, accepted no data for 500 ms"
  })
  void failsOverWithAStatusLineAndLosesNothing(Misbehavior misbehavior, String reason) {
    assertFailsOver(misbehavior, Map.of("protocol", "tcp"), UnaryOperator.identity(), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "BANNER, the server does not speak TLS",
    "ENDLESS_INPUT, the server does not speak TLS",
    "SAYS_ONE_BYTE_A_SECOND, TLS handshake not completed within 500 ms",
    "CLOSES, 'closed by the server during|reset|broken pipe'",
    "RESETS, 'closed by the server during|reset|broken pipe'",
    "CLOSES_AFTER_A_MOMENT, 'closed by the server during|reset|broken pipe'",
    "NEVER_READS, TLS handshake not completed within 500 ms",
  })
  void failsOverWithAStatusLineBeforeTheTlsHandshakeAndLosesNothing(
      Misbehavior misbehavior, String reason) {
    assertFailsOver(misbehavior, trust("tls"), TlsMisbehavior::encrypted, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "STALLS_IN_HANDSHAKE, TLS handshake not completed within 500 ms",
    "SAYS_ONE_BYTE_OF_THE_HANDSHAKE_A_SECOND, TLS handshake not completed within 500 ms",
    "CLOSES_IN_HANDSHAKE, closed by the server during the TLS handshake",
    "RESETS_IN_HANDSHAKE, 'TLS handshake failed: (connection reset|broken pipe)'",
    "ANSWERS_WITH_NOISE, TLS handshake failed",
    "SPEAKS_PLAIN, TLS handshake not completed within 500 ms",
    "OF_ANOTHER_NAME, the server.s certificate is not accepted .* hostile",
    "EXPIRED, the server.s certificate has expired",
    "SELF_SIGNED, the server.s certificate is not trusted",
    "NOISE_BEHIND_THE_HANDSHAKE, lost",
    "ENDLESS_INPUT_BEHIND_THE_HANDSHAKE, sent more than|accepted no data",
    "CLOSES_BEHIND_THE_HANDSHAKE, 'closed|reset|broken pipe'",
    "RESETS_BEHIND_THE_HANDSHAKE, 'closed|reset|broken pipe'",
    "ENDS_TLS_AND_NOT_THE_CONNECTION, closed by the server",
    "NEVER_READS_BEHIND_THE_HANDSHAKE, accepted no data for 500 ms",
    "READS_ONE_BYTE_A_SECOND_BEHIND_THE_HANDSHAKE, accepted no data for 500 ms",
  })
  void failsOverWithAStatusLineDuringTlsAndLosesNothing(TlsMisbehavior misbehavior, String reason) {
    assertFailsOver(misbehavior, trust("tls"), TlsMisbehavior::encrypted, reason);
  }

  @Test
  void failsOverWithAStatusLineWhenTheServerRequiresTls() {
    assertFailsOver(
        TlsMisbehavior.GOOD,
        Map.of("protocol", "tcp"),
        UnaryOperator.identity(),
        "closed|reset|broken pipe|accepted no data");
  }

  private void assertFailsOver(
      ConnectionHandler handler,
      Map<String, String> settings,
      UnaryOperator<SyslogTestServer> encryption,
      String reason) {
    HostileServer hostile = open.add(new HostileServer(handler));
    SyslogTestServer next =
        encryption.apply(open.add(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING))).open();
    TestSender sender = start("TEST", hostile.port(), next.port(), settings);
    sendAll(sender);
    Set<String> all =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> SteadyFlow.text(i) + FILLING)
            .collect(Collectors.toSet());
    Eventually.until("all " + next, () -> next.messages() >= EVENTS);
    Eventually.holds(() -> assertThat(new HashSet<>(next.texts())).containsAll(all));
    assertThat(sender.statuses())
        .filteredOn(status -> status.kind() == Status.Kind.FAILED_OVER)
        .singleElement()
        .satisfies(
            status ->
                assertThat(status.text())
                    .containsPattern("^(cannot connect to )?hostile:")
                    .containsPattern(reason));
    assertThat(hostile.connections()).isEqualTo(1);
    assertThat(next.violations()).isEmpty();
  }

  /** The misbehavior of all servers in a case, and the protocol that the sender uses. */
  private record Case(String protocol, ConnectionHandler handler, boolean tls) {
    String name() {
      return "%s%s %s".formatted(protocol, tls ? " encrypted" : "", handler);
    }

    Duration mostProcessorTime() {
      boolean endless =
          handler == Misbehavior.ENDLESS_INPUT
              || handler == TlsMisbehavior.ENDLESS_INPUT_BEHIND_THE_HANDSHAKE;
      return endless ? MOST_FOR_ENDLESS_INPUT : MOST_PROCESSOR_TIME;
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Misbehavior misbehavior : Misbehavior.values()) {
      if (misbehavior != Misbehavior.BANNER) { // which is not a fault
        cases.add(new Case("tcp", misbehavior, false));
      }
      cases.add(new Case("relp", misbehavior, false));
      cases.add(new Case("tls", misbehavior, true));
    }
    for (TlsMisbehavior misbehavior : TlsMisbehavior.values()) {
      if (misbehavior != TlsMisbehavior.GOOD) {
        cases.add(new Case("tls", misbehavior, true));
      }
    }
    cases.add(new Case("relp", TlsMisbehavior.GOOD, true));
    cases.add(new Case("tcp", TlsMisbehavior.GOOD, false));
    return cases;
  }

  /** A sender with its servers and its cost. */
  private final class RunningSender {
    private final Case testCase;
    private final List<HostileServer> servers;
    private final TestSender sender;
    private final long startNanos = System.nanoTime();

    RunningSender(Case testCase) {
      this.testCase = testCase;
      this.servers =
          List.of(
              open.add(new HostileServer(testCase.handler())),
              open.add(new HostileServer(testCase.handler())));
      Map<String, String> settings =
          testCase.tls() ? trust(testCase.protocol()) : Map.of("protocol", testCase.protocol());
      this.sender = start(testCase.name(), servers.get(0).port(), servers.get(1).port(), settings);
    }

    void awaitBoth() {
      Eventually.until(
          "both servers accepted a connection of " + testCase.name(),
          () -> servers.stream().allMatch(server -> server.connections() > 0));
    }

    void end(SoftAssertions all) {
      Duration used = SenderThreads.processorTime(testCase.name());
      Duration life = Duration.ofNanos(System.nanoTime() - startNanos);
      int lines = sender.statuses().size();
      List<Integer> connections = servers.stream().map(HostileServer::connections).toList();
      System.out.printf(
          Locale.ROOT,
          "HOSTILE %s: processor time %d ms in %.1f s, %d status lines, %s connections%n",
          testCase.name(),
          used.toMillis(),
          life.toNanos() / 1e9,
          lines,
          connections);
      all.assertThat(used).as(testCase.name()).isLessThan(testCase.mostProcessorTime());
      all.assertThat(lines).as("%s: %s", testCase.name(), sender.statuses()).isLessThanOrEqualTo(8);
      all.assertThat(connections).as(testCase.name()).allMatch(count -> count < 30);
    }
  }

  /**
   * All cases run concurrently and from their first connection on, because CPU time is measured.
   */
  @Tag("full")
  @Test
  void costAlmostNothingWhenAllServersAreHostile() {
    List<RunningSender> meetings = cases().stream().map(RunningSender::new).toList();
    meetings.forEach(meeting -> sendAll(meeting.sender));
    meetings.forEach(RunningSender::awaitBoth);
    long memoryBefore = directMemory();
    Duration tasks = SenderThreads.processorTime("tls", PERIOD);
    long grown = directMemory() - memoryBefore;
    System.out.printf(
        "HOSTILE all: tasks of TLS %d ms in %d s, direct memory %+d bytes%n",
        tasks.toMillis(), PERIOD.toSeconds(), grown);
    SoftAssertions.assertSoftly(
        all -> {
          meetings.forEach(meeting -> meeting.end(all));
          all.assertThat(tasks).as("of TLS").isLessThan(MOST_PROCESSOR_TIME);
          all.assertThat(grown).as("direct memory").isLessThan(1024 * 1024);
        });
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void usesAServerThatSendsAGreeting() {
    HostileServer greeting = open.add(new HostileServer(Misbehavior.BANNER));
    SyslogTestServer next = open.add(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)).open();
    TestSender sender = start("TEST", greeting.port(), next.port(), Map.of());
    sendAll(sender);
    Eventually.until("all sent", () -> sender.statistics().bytesWaiting() == 0);
    assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(sender.statuses())
        .extracting(Status::kind)
        .containsExactly(Status.Kind.CONNECTED, Status.Kind.STOPPED);
    assertThat(next.connections()).isEmpty();
    assertThat(sender.statistics().connectionsLost()).isZero();
  }
}
