package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.DaemonProgram;
import io.github.failoversyslog.it.daemon.OpenSslServer;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.HostileServer;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UnansweredKeyUpdates;
import io.github.failoversyslog.status.SenderStatistics;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Receipts from servers with TLS 1.3, and servers that give none. Every name resolves to 127.0.0.1.
 */
class TlsReceiptsIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int ROUNDS = 4;
  private static final int MANY_PAIRS = Integer.getInteger("receipts.pairs", 500);

  @TempDir Path folder;
  private final CertificateAuthority authority = new CertificateAuthority("test authority");
  private final Identity identity = authority.issue("log1.example");
  private final Map<String, String> settings = new HashMap<>();
  @AutoClose private final Opened open = new Opened();

  @BeforeEach
  void begin() {
    settings.put("protocol", "tls");
    settings.put("host", "log1.example");
    settings.put("tlsCaFile", authority.writeTo(folder.resolve("ca.pem")).toString());
    settings.put("tlsReceipts", "true");
    settings.put("reconnectDelay", "20 ms");
    settings.put("maxReconnectDelay", "50 ms");
  }

  private TestSender startFor(int port) {
    settings.put("port", Integer.toString(port));
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    return open.add(TestSender.start(host -> CompletableFuture.completedFuture(here), settings));
  }

  private SyslogTestServer server(String... protocols) {
    return open.add(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING))
        .secure(ServerTls.oneWay(identity, protocols))
        .open();
  }

  private SyslogDaemon daemon(IntFunction<SyslogDaemon> maker) {
    return open.add(maker.apply(ServerPorts.choose())).start();
  }

  private static List<String> texts(int events) {
    return IntStream.range(0, events).mapToObj(SteadyFlow::text).toList();
  }

  /** Each event is confirmed before the next one is sent. */
  private static void sendsWithReceipts(TestSender sender, int events) {
    for (int i = 0; i < events; i++) {
      long before = sender.statistics().receipts();
      sender.send(SteadyFlow.text(i));
      Eventually.until("a receipt", () -> sender.statistics().receipts() == before + 1);
      Eventually.until("release", () -> sender.statistics().bytesUnconfirmed() == 0);
    }
  }

  private static void assertNothingLostOrRepeated(TestSender sender) {
    SenderStatistics statistics = sender.statistics();
    assertThat(statistics.connects()).isEqualTo(1);
    assertThat(statistics.connectionsLost()).isZero();
    assertThat(statistics.repeated()).isZero();
    assertThat(statistics.releasedUnconfirmed()).isZero();
    assertThat(statistics.allDiscarded()).isZero();
  }

  @Test
  void javaConfirmsEachMessageWhileTheConnectionIsOpen() {
    SyslogTestServer server = server();
    TestSender sender = startFor(server.port());
    sendsWithReceipts(sender, ROUNDS);
    assertThat(server.texts()).isEqualTo(texts(ROUNDS));
    assertThat(sender.stop(LIMIT)).isTrue();
    assertNothingLostOrRepeated(sender);
  }

  private void openSslConfirms(DaemonProgram program, int events) {
    SyslogDaemon daemon = daemon(port -> program.openssl(folder.resolve("1"), port, identity));
    TestSender sender = startFor(daemon.port());
    sendsWithReceipts(sender, events);
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(daemon.awaitReceived(events, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(texts(events));
    assertNothingLostOrRepeated(sender);
  }

  @ParameterizedTest
  @EnumSource
  void openSslConfirmsEachMessageWhileTheConnectionIsOpen(DaemonProgram program) {
    openSslConfirms(program, ROUNDS);
  }

  @Test
  void openSslServerConfirmsEachMessage() throws IOException {
    OpenSslServer server = OpenSslServer.start(folder.resolve("1"), identity);
    open.add(server);
    TestSender sender = startFor(server.port());
    sendsWithReceipts(sender, ROUNDS);
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(server.output()).contains(texts(ROUNDS));
    assertNothingLostOrRepeated(sender);
  }

  @Test
  void gnuTlsReceivesAllMessagesAndGivesNoReceipt() {
    SyslogDaemon daemon = daemon(port -> Rsyslog.gnutls13(folder.resolve("1"), port, identity));
    TestSender sender = startFor(daemon.port());
    receivesAllAndGivesNoReceipt(daemon, sender);
  }

  @Test
  void gnuTlsWithItsDefaultsReceivesAllMessagesAndGivesNoReceipt() {
    SyslogDaemon daemon = daemon(port -> Rsyslog.tls(folder.resolve("1"), port, identity));
    TestSender sender = startFor(daemon.port());
    receivesAllAndGivesNoReceipt(daemon, sender);
  }

  private static void receivesAllAndGivesNoReceipt(SyslogDaemon daemon, TestSender sender) {
    for (int i = 0; i < ROUNDS; i++) {
      sender.send(SteadyFlow.text(i));
      daemon.awaitReceived(i + 1, LIMIT);
    }
    assertThat(sender.statistics().receipts()).isZero(); // the stop will add one
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(daemon.received())
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(texts(ROUNDS));
    assertNothingLostOrRepeated(sender);
  }

  @Test
  void noReceiptsAreRequestedWithAnOlderTlsVersion() {
    SyslogTestServer server = server("TLSv1.2");
    TestSender sender = startFor(server.port());
    IntStream.range(0, ROUNDS).forEach(i -> sender.send(SteadyFlow.text(i)));
    Eventually.holds(() -> assertThat(server.texts()).isEqualTo(texts(ROUNDS)));
    assertThat(sender.statistics().receipts()).isZero(); // the stop will add one
    assertThat(sender.stop(LIMIT)).isTrue();
    assertNothingLostOrRepeated(sender);
  }

  @Test
  void requestsNoReceiptsUnlessConfigured() {
    settings.remove("tlsReceipts");
    UnansweredKeyUpdates updates =
        new UnansweredKeyUpdates(identity, UnansweredKeyUpdates.Limit.OF_BORING_SSL);
    HostileServer server = server(updates);
    TestSender sender = startFor(server.port());
    IntStream.range(0, ROUNDS).forEach(i -> sender.send(SteadyFlow.text(i)));
    Eventually.holds(() -> assertThat(updates.text()).contains(texts(ROUNDS)));
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(updates.requests()).isZero();
  }

  private HostileServer server(UnansweredKeyUpdates updates) {
    HostileServer server = new HostileServer(updates);
    open.add(server);
    return server;
  }

  @ParameterizedTest
  @EnumSource(names = {"OF_BORING_SSL", "OF_GNUTLS"})
  void aServerThatNeverAnswersGetsOnlyTwoRequests(UnansweredKeyUpdates.Limit limit) {
    UnansweredKeyUpdates updates = new UnansweredKeyUpdates(identity, limit);
    HostileServer server = server(updates);
    TestSender sender = startFor(server.port());
    for (int i = 0; i < 20; i++) {
      sender.send(SteadyFlow.text(i));
      String text = SteadyFlow.text(i);
      Eventually.until("it is read", () -> updates.text().contains(text));
    }
    Eventually.until("a pair of requests", () -> updates.requests() == 2);
    sender.send("last");
    Eventually.until("it is read", () -> updates.text().contains("last"));
    assertThat(sender.statistics().receipts()).isZero(); // the stop will add one
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(updates.requests()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(updates.text()).contains(texts(20));
    assertNothingLostOrRepeated(sender);
  }

  /** The successor of the TLS 1.3 RFC allows a server to do this. */
  @Test
  void noMoreReceiptsAreRequestedAfterAServerEndedTwoConnectionsOverARequest() {
    UnansweredKeyUpdates updates =
        new UnansweredKeyUpdates(identity, UnansweredKeyUpdates.Limit.NONE_ALLOWED);
    HostileServer server = server(updates);
    TestSender sender = startFor(server.port());
    sender.send("first");
    Eventually.until("three connections", () -> server.connections() == 3);
    sender.send("second");
    Eventually.until("it is read", () -> updates.text().contains("second"));
    assertThat(updates.text()).contains("first");
    assertThat(sender.statistics().receipts()).isZero(); // the stop will add one
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(server.connections()).isEqualTo(3);
    assertThat(sender.statistics().allDiscarded()).isZero();
    assertThat(sender.statuses())
        .filteredOn(status -> status.text().contains("key update request"))
        .hasSize(1);
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource
  void manyRequestsEndNoConnection(DaemonProgram program) {
    openSslConfirms(program, MANY_PAIRS);
  }
}
