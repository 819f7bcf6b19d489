package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.DaemonProgram;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** syslog-ng and rsyslog with TLS. The servers have certificates of different authorities. */
class RealTlsServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final CertificateAuthority FIRST = new CertificateAuthority("first authority");
  private static final CertificateAuthority SECOND = new CertificateAuthority("second authority");
  private static final Identity CLIENT = FIRST.issue("client.example");
  private static final int EVENTS = 1000;

  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final List<SyslogDaemon> daemons = new ArrayList<>();
  private final List<TestSender> senders = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    settings.put("protocol", "tls");
    settings.put("host", "log1.example");
    settings.put("tlsCaFile", write("ca.pem", FIRST.pem() + SECOND.pem()));
    settings.put("tlsCertFile", write("client.pem", CLIENT.certificatePem()));
    settings.put("tlsKeyFile", write("client.key", CLIENT.keyPem()));
    settings.put("bufferSize", "32 MB");
    settings.put("reconnectDelay", "50 ms");
  }

  private String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  @AfterEach
  void end() {
    senders.forEach(TestSender::close);
    daemons.forEach(SyslogDaemon::close);
  }

  private SyslogDaemon primary(IntFunction<SyslogDaemon> maker) {
    SyslogDaemon daemon = started(maker);
    settings.put("port", Integer.toString(daemon.port()));
    return daemon;
  }

  private SyslogDaemon failover(IntFunction<SyslogDaemon> maker) {
    SyslogDaemon daemon = started(maker);
    settings.put("failoverServers", "log2.example:" + daemon.port());
    return daemon;
  }

  private SyslogDaemon started(IntFunction<SyslogDaemon> maker) {
    SyslogDaemon daemon = maker.apply(ServerPorts.choose());
    daemons.add(daemon);
    return daemon.start();
  }

  private TestSender start() {
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    TestSender sender = TestSender.start(host -> CompletableFuture.completedFuture(here), settings);
    senders.add(sender);
    return sender;
  }

  private static void log(TestSender sender, int from, int to) {
    IntStream.range(from, to).forEach(i -> sender.send(SteadyFlow.text(i)));
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(SteadyFlow::text).toList();
  }

  private static void hasExactly(SyslogDaemon daemon, List<String> texts) {
    assertThat(daemon.awaitReceived(texts.size(), LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(texts);
  }

  @ParameterizedTest
  @EnumSource
  void receivesEveryEventOnceUntilTheStop(DaemonProgram program) {
    Identity identity = FIRST.issue("log1.example");
    SyslogDaemon daemon = primary(port -> program.tls(folder.resolve("1"), port, identity));
    TestSender sender = start();
    log(sender, 0, 5 * EVENTS);
    assertThat(sender.stop(LIMIT)).isTrue();
    hasExactly(daemon, texts(0, 5 * EVENTS));
    assertThat(sender.statistics().repeated()).isZero();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
    assertThat(sender.statistics().allDiscarded()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void acceptsATrustedClientCertificate(DaemonProgram program) {
    Identity identity = SECOND.issue("log1.example");
    SyslogDaemon daemon =
        primary(port -> program.mutualTls(folder.resolve("1"), port, identity, FIRST.pem()));
    TestSender sender = start();
    log(sender, 0, EVENTS);
    assertThat(sender.stop(LIMIT)).isTrue();
    hasExactly(daemon, texts(0, EVENTS));
    assertThat(sender.statistics().repeated()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void failsOverWhenTheServerRejectsTheClientCertificate(DaemonProgram program) throws IOException {
    Identity stranger = SECOND.issue("stranger.example");
    write("client.pem", stranger.certificatePem());
    write("client.key", stranger.keyPem());
    Identity first = FIRST.issue("log1.example");
    Identity second = SECOND.issue("log2.example");
    SyslogDaemon refusing =
        primary(port -> program.mutualTls(folder.resolve("1"), port, first, FIRST.pem()));
    SyslogDaemon daemon = failover(port -> program.other().tls(folder.resolve("2"), port, second));
    TestSender sender = start();
    log(sender, 0, EVENTS);
    Set<String> missing = new HashSet<>(texts(0, EVENTS));
    Eventually.until("all", () -> isThere(daemon, missing));
    assertThat(sender.statuses())
        .anySatisfy(status -> assertThat(status.text()).contains("log1.example", "lost ("));
    assertThat(refusing.received()).isEmpty();
    assertThat(sender.statistics().allDiscarded()).isZero();
  }

  private static boolean isThere(SyslogDaemon daemon, Set<String> missing) {
    daemon.received().forEach(message -> missing.remove(message.text()));
    return missing.isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhenThePrimaryIsKilledUnderASteadyFlowAndReturns(DaemonProgram program)
      throws Exception {
    settings.put("failback.tcpProbeInterval", "200 ms");
    settings.put("failback.successfulProbesRequired", "2");
    Identity first = FIRST.issue("log1.example");
    Identity second = SECOND.issue("log2.example");
    SyslogDaemon primary = primary(port -> program.tls(folder.resolve("1"), port, first));
    SyslogDaemon failover =
        failover(port -> program.other().mutualTls(folder.resolve("2"), port, second, FIRST.pem()));
    TestSender sender = start();
    SteadyFlow flow = SteadyFlow.start(sender::send);
    primary.awaitReceived(EVENTS, LIMIT);
    primary.kill();
    failover.awaitReceived(EVENTS, LIMIT);
    primary.start();
    Eventually.until("failback", () -> sender.statistics().failbacks() == 1);
    int flowedAtFailback = flow.logged();
    Eventually.until("more", () -> flow.logged() > flowedAtFailback + EVENTS);
    int events = flow.stop();
    assertThat(sender.stop(LIMIT)).isTrue();
    Set<String> missing = new HashSet<>(texts(0, events));
    Eventually.until("all", () -> isThere(primary, missing) || isThere(failover, missing));
    assertThat(sender.statistics().allDiscarded()).isZero();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource
  void staysWithTheFailoverServerWhileThePrimarysCertificateHasExpired(DaemonProgram program) {
    Identity expired = FIRST.issueExpired("log1.example");
    staysWithTheFailoverServerWhileThePrimaryHas(expired, FIRST, program, "has expired");
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource
  void staysWithTheFailoverServerWhileThePrimaryRejectsTheClientCertificate(DaemonProgram program) {
    Identity good = FIRST.issue("log1.example");
    staysWithTheFailoverServerWhileThePrimaryHas(
        good, SECOND, program, "rejected after the TLS handshake");
  }

  /**
   * @param trusted the authority whose client certificates the primary trusts
   */
  private void staysWithTheFailoverServerWhileThePrimaryHas(
      Identity identity, CertificateAuthority trusted, DaemonProgram program, String problem) {
    settings.put("failback.tcpProbeInterval", "100 ms");
    settings.put("failback.successfulProbesRequired", "2");
    Path ofPrimary = folder.resolve("1");
    Identity first = FIRST.issue("log1.example");
    Identity second = SECOND.issue("log2.example");
    SyslogDaemon primary = primary(port -> program.mutualTls(ofPrimary, port, first, FIRST.pem()));
    SyslogDaemon failover =
        failover(port -> program.other().tls(folder.resolve("2"), port, second));
    TestSender sender = start();
    log(sender, 0, EVENTS);
    hasExactly(primary, texts(0, EVENTS));
    primary.kill();
    Eventually.until("failover", () -> sender.statistics().failovers() == 1);
    SyslogDaemon.writeIdentity(ofPrimary, identity, trusted.pem());
    primary.start();
    long before = sender.statistics().probesFailed();
    Eventually.until(
        "ten refused completions", () -> sender.statistics().probesFailed() >= before + 10);
    log(sender, EVENTS, 2 * EVENTS);
    Set<String> missing = new HashSet<>(texts(EVENTS, 2 * EVENTS));
    Eventually.until("all", () -> isThere(failover, missing));
    assertThat(sender.statistics().failbacks()).isZero();
    assertThat(sender.statistics().connects()).isEqualTo(2);
    assertThat(sender.statistics().connectionsLost()).isEqualTo(1);
    assertThat(sender.statuses())
        .filteredOn(status -> status.kind() == Status.Kind.PROBE_FAILED)
        .as("reported once, not for every probe")
        .filteredOn(status -> status.text().contains(problem))
        .hasSize(1);
    SyslogDaemon.writeIdentity(ofPrimary, first, FIRST.pem());
    primary.kill();
    primary.start();
    Eventually.until("failback", () -> sender.statistics().failbacks() == 1);
  }

  @Test
  void everyMessageArrivesOverEncryptedRelpThroughAKill() throws Exception {
    settings.put("protocol", "relp");
    Identity first = FIRST.issue("log1.example");
    Identity second = SECOND.issue("log2.example");
    SyslogDaemon primary = primary(port -> relp("1", port, first));
    SyslogDaemon failover = failover(port -> relp("2", port, second));
    TestSender sender = start();
    SteadyFlow flow = SteadyFlow.start(sender::send);
    primary.awaitReceived(EVENTS, LIMIT);
    primary.kill();
    failover.awaitReceived(EVENTS, LIMIT);
    int events = flow.stop();
    assertThat(sender.stop(LIMIT)).isTrue();
    Set<String> missing = new HashSet<>(texts(0, events));
    isThere(primary, missing);
    isThere(failover, missing);
    assertThat(missing).isEmpty();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
    assertThat(sender.statistics().bytesUnconfirmed()).isZero();
  }

  private SyslogDaemon relp(String name, int port, Identity identity) {
    return Rsyslog.relpTls(folder.resolve(name), port, identity, FIRST.pem());
  }
}
