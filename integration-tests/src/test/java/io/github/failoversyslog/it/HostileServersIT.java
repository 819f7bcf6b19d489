package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FramingMode;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.it.HostileServer.Manners;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that accept connections and do what no log server should: each is left, with a word about
 * it, and none costs time, memory or a flood of status lines.
 */
class HostileServersIT {
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final Duration MOST_PROCESSOR_TIME = PERIOD.dividedBy(10);
  private static final int EVENTS = 1000;
  private static final String FILLING = " " + "x".repeat(2000);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  private TestSender start(int port, int nextPort, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "host", "hostile",
                "port", Integer.toString(port),
                "failoverServers", "next:" + nextPort,
                "writeTimeout", "500 ms",
                "connectTimeout", "500 ms",
                "relpTimeout", "500 ms"));
    all.putAll(settings);
    return opened(
        TestSender.start(
            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            all));
  }

  private static void sendAll(TestSender sender) {
    IntStream.range(0, EVENTS).forEach(i -> sender.send(SteadyFlow.text(i) + FILLING));
  }

  @ParameterizedTest
  @CsvSource({
    "ENDLESS_INPUT, sends without end",
    "READS_ONE_BYTE_A_SECOND, took no bytes for 500 ms",
    "CLOSES, 'closed by the server|reset|broken pipe'",
    "RESETS, 'reset|broken pipe'",
    "CLOSES_AFTER_A_MOMENT, 'closed by the server|reset|broken pipe'",
    "NEVER_READS, took no bytes for 500 ms"
  })
  void isLeftWithAWordAndNothingIsLost(Manners manners, String reason) {
    HostileServer hostile = opened(new HostileServer(manners));
    SyslogTestServer next = opened(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)).open();
    TestSender sender = start(hostile.port(), next.port(), Map.of());
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
            status -> assertThat(status.text()).startsWith("hostile:").containsPattern(reason));
    assertThat(hostile.connections()).isEqualTo(1);
    assertThat(next.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, ENDLESS_INPUT",
    "tcp, READS_ONE_BYTE_A_SECOND",
    "tcp, SAYS_ONE_BYTE_A_SECOND",
    "tcp, CLOSES",
    "tcp, RESETS",
    "tcp, CLOSES_AFTER_A_MOMENT",
    "tcp, NEVER_READS",
    "relp, BANNER",
    "relp, ENDLESS_INPUT",
    "relp, SAYS_ONE_BYTE_A_SECOND",
    "relp, CLOSES",
    "relp, NEVER_READS"
  })
  void costsNextToNothingWhenThereAreNoOthers(String protocol, Manners manners) {
    HostileServer hostile = opened(new HostileServer(manners));
    HostileServer next = opened(new HostileServer(manners));
    TestSender sender = start(hostile.port(), next.port(), Map.of("protocol", protocol));
    sendAll(sender);
    Eventually.until("both were met", () -> hostile.connections() > 0 && (next.connections() > 0));
    long memoryBefore = directMemory();
    int linesBefore = sender.statuses().size();
    Duration used = SenderThreads.processorTime("TEST", PERIOD);
    long grown = directMemory() - memoryBefore;
    int lines = sender.statuses().size() - linesBefore;
    System.out.printf(
        "HOSTILE %s %s: processor time %d ms in %d s, direct memory %+d bytes, %d status lines, %d connections%n",
        protocol,
        manners,
        used.toMillis(),
        PERIOD.toSeconds(),
        grown,
        lines,
        hostile.connections() + next.connections());
    assertThat(used).isLessThan(MOST_PROCESSOR_TIME);
    assertThat(grown).isLessThan(1024 * 1024);
    assertThat(lines).isLessThanOrEqualTo(8);
    assertThat(hostile.connections()).isLessThan(30);
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void aServerThatGreetsIsUsedAllTheSame() {
    HostileServer greeting = opened(new HostileServer(Manners.BANNER));
    SyslogTestServer next = opened(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)).open();
    TestSender sender = start(greeting.port(), next.port(), Map.of());
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
