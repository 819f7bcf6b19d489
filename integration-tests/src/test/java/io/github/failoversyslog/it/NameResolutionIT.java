package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.ScriptedResolver;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.DiscardReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Name resolution whose results and timing are controlled by the test. */
class NameResolutionIT {
  private static final InetAddress LIVE = InetAddress.getLoopbackAddress();

  private final ScriptedResolver names = new ScriptedResolver();
  private final SyslogTestServer server =
      SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();
  private final List<AutoCloseable> others = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable other : others) {
      other.close();
    }
    server.close();
  }

  private TestSender start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("port", Integer.toString(server.port())));
    all.putAll(settings);
    TestSender sender = TestSender.start(names, all);
    others.add(sender);
    return sender;
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates another server on the same port at another address. */
  private SyslogTestServer serverAt(InetAddress address) {
    SyslogTestServer other =
        SyslogTestServer.keeping(FramingMode.OCTET_COUNTING, address, server.port()).open();
    others.add(other);
    return other;
  }

  private void arrives(String text) {
    Eventually.holds(() -> assertThat(server.texts()).contains(text));
  }

  @Test
  void everyAddressOfANameIsTriedUntilAConnectSucceeds() {
    names.answer("log1", loopback(3), LIVE);
    TestSender sender = start(Map.of("host", "log1"));
    sender.send("found");
    arrives("found");
    assertThat(sender.statistics().connectFailures()).as("one attempt, two addresses").isZero();
  }

  @Test
  void anUnreachableAddressOfTheOtherFamilyCausesNoDelay() throws UnknownHostException {
    byte[] ipv6Loopback = new byte[16];
    ipv6Loopback[15] = 1;
    names.answer("log1", InetAddress.getByAddress(ipv6Loopback), LIVE);
    TestSender sender = start(Map.of("host", "log1", "connectTimeout", "1 h"));
    sender.send("found");
    arrives("found");
    assertThat(sender.statistics().connectFailures()).isZero();
  }

  @Test
  void anUnresponsiveAddressUsesOnlyItsShareOfTheConnectTimeout() {
    others.add(
        SyslogTestServer.keeping(FramingMode.OCTET_COUNTING, loopback(4), server.port())
            .openFull());
    names.answer("log1", loopback(4), loopback(3), LIVE);
    long start = System.nanoTime();
    TestSender sender = start(Map.of("host", "log1", "connectTimeout", "3 s"));
    sender.send("found");
    arrives("found");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    assertThat(sender.statistics().connectFailures()).isZero();
  }

  @Test
  void aHangingLookUpDelaysFailoverByTheConnectTimeoutAndDoesNotDelayTheStop() {
    names.hang("hangs").answer("log2", LIVE);
    TestSender sender =
        start(Map.of("host", "hangs", "failoverServers", "log2", "connectTimeout", "200 ms"));
    sender.send("failed over");
    arrives("failed over");
    assertThat(names.waiting()).as("abandoned look-ups are released").isZero();
    assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void aHangingLookUpBeforeTheFirstConnectDelaysNoCallerAndTheStopAtMostByItsTimeout() {
    names.hang("hangs");
    TestSender sender = start(Map.of("host", "hangs", "connectTimeout", "30 s"));
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      sender.send(SteadyFlow.text(i));
    }
    assertThat(sender.stop(Duration.ofSeconds(1))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void theStopWaitsForALookUpThatTakesLongerThanHalfASecond(String protocol) throws Exception {
    UdpTestServer udp = new UdpTestServer().open();
    others.add(udp);
    boolean datagrams = protocol.equals("udp");
    int port = datagrams ? udp.port() : server.port();
    CompletableFuture<Void> late = names.answerLate("log1", LIVE);
    TestSender sender =
        start(Map.of("host", "log1", "protocol", protocol, "port", Integer.toString(port)));
    for (int i = 0; i < 100; i++) {
      sender.send(SteadyFlow.text(i));
    }
    Thread stopping = new Thread(() -> sender.stop(Duration.ofSeconds(5)));
    stopping.start();
    Eventually.until("it waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    long start = System.nanoTime();
    Eventually.until("time", () -> System.nanoTime() - start > Duration.ofMillis(800).toNanos());
    late.complete(null);
    stopping.join();
    List<String> all = IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList();
    if (datagrams) {
      Eventually.holds(() -> assertThat(udp.texts()).containsExactlyElementsOf(all));
    } else {
      assertThat(server.texts()).containsExactlyElementsOf(all);
    }
    assertThat(sender.statistics().allDiscarded()).isZero();
  }

  @Test
  void theStopEndsHalfASecondAfterTheLastNameWasNotResolved() {
    TestSender sender = start(Map.of("host", "log1", "failoverServers", "log2"));
    sender.send("nobody");
    long start = System.nanoTime();
    sender.stop(Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(sender.statistics().discarded()).containsEntry(DiscardReason.UNSENT_AT_STOP, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void aHangingLookUpDoesNotDelayTheStop(String protocol) {
    names.hang("hangs");
    TestSender sender = start(Map.of("host", "hangs", "protocol", protocol));
    Eventually.until("a look-up", () -> names.waiting() == 1);
    sender.stop(Duration.ofMillis(300));
    assertThat(names.waiting()).isZero();
  }

  @Test
  @Tag("alone")
  void aHangingLookUpInAProbeDelaysOnlyTheProbe() throws Exception {
    names.answer("log2", LIVE);
    TestSender sender =
        start(
            Map.of(
                "host", "log1",
                "failoverServers", "log2",
                "failback", "",
                "failback.tcpProbeInterval", "50 ms",
                "connectTimeout", "300 ms"));
    sender.send("failed over");
    arrives("failed over");
    names.hang("log1");
    SteadyFlow flow = SteadyFlow.start(sender::send);
    Eventually.until(
        "a probe that hangs", () -> problemOf(sender, "timed out after 300 ms (connectTimeout)"));
    long failed = sender.statistics().probesFailed();
    long arrivedBefore = server.messages();
    Eventually.until("two more of them", () -> sender.statistics().probesFailed() >= failed + 2);
    assertThat(server.messages()).as("while the probes hang").isGreaterThan(arrivedBefore + 100);
    int events = flow.stop();
    long start = System.nanoTime();
    assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(Duration.ofNanos(flow.longestCallNanos())).isLessThan(Duration.ofMillis(150));
    assertThat(server.texts()).contains(SteadyFlow.text(events - 1)).hasSize(events + 1);
    assertThat(sender.statistics().connectionsLost()).isZero();
  }

  private static boolean problemOf(TestSender sender, String words) {
    return sender.statuses().stream().anyMatch(status -> status.text().contains(words));
  }

  @Test
  void anUnknownNameIsLookedUpAgain() {
    TestSender sender =
        start(Map.of("host", "log1", "reconnectDelay", "20 ms", "maxReconnectDelay", "20 ms"));
    sender.send("waits");
    Eventually.until("tries", () -> sender.statistics().connectFailures() > 3);
    assertThat(problemOf(sender, "cannot resolve log1")).isTrue();
    names.answer("log1", LIVE);
    arrives("waits");
  }

  @Test
  void aConnectUsesTheCurrentAddressOfTheName() {
    SyslogTestServer moved = serverAt(loopback(5));
    names.answer("log1", LIVE);
    TestSender sender = start(Map.of("host", "log1"));
    sender.send("before");
    arrives("before");
    names.answer("log1", loopback(5));
    server.finishConnections();
    Eventually.until("connection at the new address", () -> moved.openConnections().size() == 1);
    sender.send("after");
    Eventually.holds(() -> assertThat(moved.texts()).contains("after"));
    assertThat(server.texts()).containsExactly("before");
  }

  @Test
  void aProbeUsesTheCurrentAddressOfTheName() {
    names.answer("log1", loopback(6)).answer("log2", LIVE);
    TestSender sender =
        start(
            Map.of(
                "host", "log1",
                "failoverServers", "log2",
                "failback", "",
                "failback.tcpProbeInterval", "50 ms",
                "failback.successfulProbesRequired", "2"));
    sender.send("failed over");
    arrives("failed over");
    SyslogTestServer moved = serverAt(loopback(5));
    names.answer("log1", loopback(5));
    Eventually.until("failback", () -> sender.statistics().failbacks() == 1);
    sender.send("failed back");
    Eventually.holds(() -> assertThat(moved.texts()).containsExactly("failed back"));
  }

  @Test
  void aRemovedNameAffectsOnlyTheNextConnect() {
    names.answer("log1", LIVE).answer("log2", LIVE);
    TestSender sender = start(Map.of("host", "log1", "failoverServers", "log2"));
    sender.send("one");
    arrives("one");
    names.forget("log1");
    sender.send("two");
    arrives("two");
    assertThat(sender.statistics().connects()).isEqualTo(1);
  }
}
