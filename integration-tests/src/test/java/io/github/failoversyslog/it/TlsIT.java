package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.EncryptedKeys;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with correct servers and with faulty ones. Every name resolves to 127.0.0.1. */
class TlsIT {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");

  @TempDir Path folder;
  private final SyslogTestServer primary = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final SyslogTestServer failover = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final Map<String, String> settings = new HashMap<>();
  private final List<TestSender> senders = new ArrayList<>();
  private int reconnects;

  @BeforeEach
  void begin() {
    settings.put("protocol", "tls");
    settings.put("host", "log1.example");
    settings.put("port", Integer.toString(primary.port()));
    settings.put("tlsCaFile", AUTHORITY.writeTo(folder.resolve("ca.pem")).toString());
    settings.put("reconnectDelay", "50 ms");
    settings.put("maxReconnectDelay", "100 ms");
  }

  @AfterEach
  void end() {
    senders.forEach(TestSender::close);
    primary.close();
    failover.close();
  }

  private TestSender start() {
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    TestSender sender = TestSender.start(host -> CompletableFuture.completedFuture(here), settings);
    senders.add(sender);
    return sender;
  }

  private void withFailoverServer() {
    withFailoverServer(AUTHORITY.issue("log2.example"));
  }

  private void withFailoverServer(Identity second) {
    settings.put("failoverServers", "log2.example:" + failover.port());
    failover.secure(ServerTls.oneWay(second)).open();
  }

  private static void arrives(SyslogTestServer server, String... texts) {
    Eventually.holds(() -> assertThat(server.texts()).contains(texts));
  }

  private static void says(TestSender sender, String... words) {
    Eventually.holds(
        () ->
            assertThat(sender.statuses())
                .anySatisfy(status -> assertThat(status.text()).contains(words)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void deliversAllEventsAndClosesTlsAtTheStop(String protocol) {
    ServerTls tls = ServerTls.oneWay(AUTHORITY.issue("log1.example"), protocol);
    primary.secure(tls).open();
    TestSender sender = start();
    IntStream.range(0, 5000).forEach(i -> sender.send(SteadyFlow.text(i)));
    assertThat(sender.stop(Duration.ofSeconds(20))).isTrue();
    assertThat(primary.texts())
        .containsExactlyElementsOf(IntStream.range(0, 5000).mapToObj(SteadyFlow::text).toList());
    assertThat(primary.connections().get(0).ending())
        .isEqualTo(ServerConnection.EndedBy.CLOSED_BY_CLIENT);
    assertThat(primary.connections().get(0).isTlsEnded()).as("close_notify").isTrue();
    assertThat(sender.statistics().repeated()).isZero();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
    assertThat(tls.sessions()).hasSize(1);
    assertThat(tls.sessions().get(0)).contains(protocol, "value=log1.example");
  }

  @Test
  void sendsItsCertificateWhenTheServerRequestsIt() throws IOException {
    useClientCertificate(AUTHORITY.issue("client.example"));
    primary
        .secure(ServerTls.mutual(AUTHORITY.issue("log1.example"), AUTHORITY.certificate()))
        .open();
    start().send("mutual");
    arrives(primary, "mutual");
  }

  @Test
  void decryptsItsKeyWithThePasswordInAFile() throws Exception {
    Identity client = AUTHORITY.issue("client.example");
    useClientCertificate(client);
    write("client.key", EncryptedKeys.pem(client.key(), "right"));
    settings.put("tlsKeyPassword", "file:" + write("client.password", "unheard-of\n"));
    primary
        .secure(ServerTls.mutual(AUTHORITY.issue("log1.example"), AUTHORITY.certificate()))
        .open();
    TestSender sender = start();
    sender.send("decrypted");
    says(sender, "cannot set up TLS:", "client.key cannot be decrypted: tlsKeyPassword is wrong");
    assertThat(sender.statuses()).noneMatch(status -> status.text().contains("unheard-of"));
    write("client.password", "right\n");
    arrives(primary, "decrypted");
  }

  private void useClientCertificate(Identity client) throws IOException {
    settings.put("tlsCertFile", write("client.pem", client.certificatePem()));
    settings.put("tlsKeyFile", write("client.key", client.keyPem()));
  }

  private String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  @Test
  void failsOverWhenTheServerRequiresAMissingClientCertificate() {
    primary
        .secure(ServerTls.mutual(AUTHORITY.issue("log1.example"), AUTHORITY.certificate()))
        .open();
    withFailoverServer();
    TestSender sender = start();
    sender.send("elsewhere");
    arrives(failover, "elsewhere");
    says(sender, "log1.example", "lost"); // the TLS 1.3 handshake ends first at the client
    assertThat(primary.messages()).isZero();
  }

  @Test
  void failsOverWhenTheServerCertificateIsForAnotherHost() {
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("other.example"))).open();
    assertFailsOver("the server's certificate is not accepted", "log1.example");
  }

  @Test
  void failsOverWhenTheServerCertificateHasExpired() {
    primary.secure(ServerTls.oneWay(AUTHORITY.issueExpired("log1.example"))).open();
    assertFailsOver("the server's certificate has expired");
  }

  @Test
  void failsOverWhenTheServerCertificateIsNotTrusted() {
    primary.secure(ServerTls.oneWay(CertificateAuthority.selfSigned("log1.example"))).open();
    assertFailsOver("the server's certificate is not trusted");
    Eventually.until("alert", () -> !primary.connections().get(0).failure().isEmpty());
    assertThat(primary.connections().get(0).failure()).contains("certificate_unknown");
  }

  @Test
  void failsOverWhenTheServerDoesNotSpeakTls() {
    primary.open();
    primary.greet("220 mail.example ESMTP\r\n");
    assertFailsOver("the server does not speak TLS");
  }

  @Test
  void failsOverWhenTheServerExpectsTlsThatIsNotConfigured() {
    settings.put("protocol", "tcp");
    settings.remove("tlsCaFile");
    settings.put("failoverServers", "log2.example:" + failover.port());
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    failover.open();
    TestSender sender = start();
    sender.send("elsewhere");
    arrives(failover, "elsewhere");
    says(sender, "log1.example", "lost (");
    assertThat(primary.messages()).isZero();
  }

  @Test
  void failsOverWhenTheServerNeverAnswersTheHandshake() {
    settings.put("connectTimeout", "200 ms");
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    primary.stopReading();
    assertFailsOver("TLS handshake not completed within 200 ms");
  }

  private void assertFailsOver(String... reason) {
    withFailoverServer();
    TestSender sender = start();
    sender.send("elsewhere");
    arrives(failover, "elsewhere");
    says(sender, reason);
    assertThat(primary.messages()).isZero();
    assertThat(primary.connections()).hasSize(1);
  }

  @Test
  void acceptsACertificateForAnotherNameWhenTheNameCheckIsOff() {
    settings.put("tlsVerifyHostName", "false");
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("other.example"))).open();
    start().send("unseen");
    arrives(primary, "unseen");
  }

  @Test
  void acceptsASelfSignedCertificateByItsFingerprintAlone() {
    Identity own = CertificateAuthority.selfSigned("other.example");
    settings.remove("tlsCaFile");
    settings.put("tlsFingerprints", "sha-256:" + "00".repeat(32) + "," + fingerprint(own));
    primary.secure(ServerTls.oneWay(own)).open();
    start().send("known");
    arrives(primary, "known");
  }

  @Test
  void failsOverWhenTheServerCertificateHasAnotherFingerprintAndNamesIt() {
    Identity own = CertificateAuthority.selfSigned("log1.example");
    settings.remove("tlsCaFile");
    settings.put("tlsFingerprints", fingerprint(CertificateAuthority.selfSigned("log1.example")));
    Identity second = AUTHORITY.issue("log2.example");
    settings.merge("tlsFingerprints", fingerprint(second), (one, two) -> one + ", " + two);
    primary.secure(ServerTls.oneWay(own)).open();
    withFailoverServer(second);
    TestSender sender = start();
    sender.send("elsewhere");
    arrives(failover, "elsewhere");
    says(
        sender,
        "the server's certificate is not accepted (its fingerprint "
            + fingerprint(own)
            + " is not one of tlsFingerprints)");
    assertThat(primary.messages()).isZero();
  }

  @Test
  void requiresAuthorityNameAndFingerprintIfBothAreSet() {
    Identity right = AUTHORITY.issue("log1.example");
    Identity otherName = AUTHORITY.issue("other.example");
    Identity otherIssuer = new CertificateAuthority("another").issue("log1.example");
    settings.put(
        "tlsFingerprints",
        String.join(",", fingerprint(right), fingerprint(otherName), fingerprint(otherIssuer)));
    primary.open();
    refuses(AUTHORITY.issue("log1.example"), "is not one of tlsFingerprints");
    refuses(otherName, "the server's certificate is not accepted (no subject alternative");
    refuses(otherIssuer, "the server's certificate is not trusted");
    primary.secure(ServerTls.oneWay(right));
    start().send("accepted");
    arrives(primary, "accepted");
  }

  private void refuses(Identity identity, String reason) {
    primary.secure(ServerTls.oneWay(identity));
    TestSender sender = start();
    sender.send("unseen");
    says(sender, reason);
    sender.stop(Duration.ZERO);
    assertThat(primary.messages()).isZero();
  }

  @Test
  void doesNotFailBackToAPrimaryWithAnotherFingerprint() {
    Identity good = AUTHORITY.issue("log1.example");
    Identity second = AUTHORITY.issue("log2.example");
    settings.put("tlsFingerprints", fingerprint(good) + "," + fingerprint(second));
    doesNotFailBackToAPrimaryWith(
        ServerTls.oneWay(AUTHORITY.issue("log1.example")),
        "is not one of tlsFingerprints",
        good,
        second);
  }

  private static String fingerprint(Identity identity) {
    return Fingerprints.of(identity.certificate());
  }

  @Test
  void acceptsACertificateForTheIpAddress() {
    settings.put("host", "127.0.0.1");
    ServerTls tls = ServerTls.oneWay(AUTHORITY.issue("127.0.0.1"));
    primary.secure(tls).open();
    start().send("by address");
    arrives(primary, "by address");
    assertThat(tls.sessions().get(0)).as("no server name is sent for an address").endsWith("[]");
  }

  @Test
  void retriesWhileItsFilesCannotBeReadAndThenUsesThem() throws IOException {
    settings.put("tlsCaFile", folder.resolve("later.pem").toString());
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    TestSender sender = start();
    sender.send("kept");
    says(sender, "cannot set up TLS:", "later.pem does not exist");
    Files.writeString(folder.resolve("later.pem"), "no certificate");
    long failures = sender.statistics().connectFailures();
    Eventually.until("more", () -> sender.statistics().connectFailures() > failures + 2);
    assertThat(primary.messages()).isZero();
    AUTHORITY.writeTo(folder.resolve("later.pem"));
    arrives(primary, "kept");
  }

  @Test
  void usesCertificatesThatWereRenewedOnDiskFromTheNextConnectionOn() {
    CertificateAuthority next = new CertificateAuthority("next authority");
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    TestSender sender = start();
    sender.send("before");
    arrives(primary, "before");
    primary.secure(ServerTls.oneWay(next.issue("log1.example")));
    next.writeTo(folder.resolve("ca.pem"));
    primary.resetConnections();
    sender.send("after");
    arrives(primary, "after");
    assertThat(sender.statistics().connectFailures()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void resumesTheTlsSessionOnReconnects(String protocol) {
    ServerTls tls = ServerTls.oneWay(AUTHORITY.issue("log1.example"), protocol);
    primary.secure(tls).open();
    TestSender sender = start();
    Eventually.until("a resumed session", () -> tls.resumed() > 0 || reconnect(sender));
    assertThat(sender.statistics().connectFailures()).isZero();
  }

  /** Returns false: one more connection is established. */
  private boolean reconnect(TestSender sender) {
    String text = "reconnect " + ++reconnects; // has not arrived before: the handshake is over
    sender.send(text);
    arrives(primary, text);
    primary.resetConnections();
    return false;
  }

  @Test
  void resumesTheTlsSessionAtAFailbackAlthoughTheProbesBeforeItBeganNoHandshake() {
    settings.put("failback.tcpProbeInterval", "50 ms");
    settings.put("failback.successfulProbesRequired", "3");
    ServerTls tls = ServerTls.oneWay(AUTHORITY.issue("log1.example"));
    primary.secure(tls).open();
    withFailoverServer();
    TestSender sender = start();
    Eventually.until("a resumed session", () -> tls.resumed() > 0 || failOverAndBack(sender));
    assertThat(sender.statistics().failbacks()).isPositive();
  }

  /** Returns false: the primary is in use again. */
  private boolean failOverAndBack(TestSender sender) {
    String text = "primary " + ++reconnects;
    sender.send(text);
    arrives(primary, text);
    primary.crash();
    int failovers = reconnects;
    Eventually.until("failover", () -> sender.statistics().failovers() == failovers);
    primary.open();
    Eventually.until("failback", () -> sender.statistics().failbacks() == failovers);
    return false;
  }

  @Test
  void makesAFullHandshakeWhenAFileHasChanged() throws IOException {
    ServerTls tls = ServerTls.oneWay(AUTHORITY.issue("log1.example"));
    primary.secure(tls).open();
    TestSender sender = start();
    for (int i = 0; i < 5; i++) {
      write("ca.pem", AUTHORITY.pem() + "\n".repeat(i));
      boolean unused = reconnect(sender);
    }
    assertThat(tls.sessions()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(tls.resumed()).isZero();
  }

  @Test
  void doesNotFailBackToAPrimaryWhoseProbesPassButWhoseTlsFails() {
    doesNotFailBackToAPrimaryWith(
        ServerTls.oneWay(AUTHORITY.issueExpired("log1.example")),
        "the server's certificate has expired");
  }

  @Test
  void doesNotFailBackToAPrimaryThatRequiresAMissingClientCertificate() {
    doesNotFailBackToAPrimaryWith(
        ServerTls.mutual(AUTHORITY.issue("log1.example"), AUTHORITY.certificate()),
        "rejected after the TLS handshake");
  }

  @Test
  void doesNotFailBackToAPrimaryThatRejectsTheClientCertificate() throws IOException {
    useClientCertificate(new CertificateAuthority("another authority").issue("stranger.example"));
    doesNotFailBackToAPrimaryWith(
        ServerTls.mutual(AUTHORITY.issue("log1.example"), AUTHORITY.certificate()),
        "rejected after the TLS handshake");
  }

  private void doesNotFailBackToAPrimaryWith(ServerTls tls, String problem) {
    doesNotFailBackToAPrimaryWith(
        tls, problem, AUTHORITY.issue("log1.example"), AUTHORITY.issue("log2.example"));
  }

  private void doesNotFailBackToAPrimaryWith(
      ServerTls tls, String problem, Identity good, Identity second) {
    settings.put("failback.tcpProbeInterval", "50 ms");
    settings.put("failback.successfulProbesRequired", "2");
    primary.secure(tls);
    withFailoverServer(second);
    TestSender sender = start();
    sender.send("first");
    arrives(failover, "first");
    primary.open();
    Eventually.until("refused", () -> sender.statistics().probesFailed() > 3);
    says(sender, "probe of log1.example", problem);
    assertThat(sender.statuses())
        .filteredOn(status -> status.text().contains(problem))
        .as("reported once")
        .hasSize(1);
    assertThat(sender.statistics().failbacks()).isZero();
    assertThat(failover.connections()).hasSize(1);
    primary.secure(ServerTls.oneWay(good));
    Eventually.until("failback", () -> sender.statistics().failbacks() == 1);
    sender.send("second");
    arrives(primary, "second");
    Eventually.until("end of the old connection", () -> failover.openConnections().isEmpty());
    assertThat(failover.connections().get(0).ending())
        .isEqualTo(ServerConnection.EndedBy.CLOSED_BY_CLIENT);
  }

  /** Sends 5001 events; the primary reads only the first. */
  private void sendsMoreThanAStalledServerTakes(TestSender sender) {
    sender.send("first");
    arrives(primary, "first");
    primary.stopReading();
    String filling = " " + "x".repeat(2000);
    IntStream.range(0, 5000).forEach(i -> sender.send(SteadyFlow.text(i) + filling));
  }

  @Test
  void sendsEventsUnreadByAStalledServerToTheNextServer() {
    settings.put("writeTimeout", "300 ms");
    settings.put("bufferSize", "32 MB");
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    withFailoverServer();
    TestSender sender = start();
    sendsMoreThanAStalledServerTakes(sender);
    says(sender, "accepted no data for 300 ms");
    Eventually.holds(() -> assertThat(new HashSet<>(failover.texts())).hasSizeGreaterThan(4999));
    assertThat(failover.violations()).isEmpty();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
  }

  @Test
  void continuesWhenAStalledServerReadsAgain() {
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example"))).open();
    settings.put("bufferSize", "32 MB");
    TestSender sender = start();
    sendsMoreThanAStalledServerTakes(sender);
    Eventually.until("kernel full", () -> sender.statistics().bytesWaiting() > 0);
    primary.resumeReading();
    assertThat(sender.stop(Duration.ofSeconds(20))).isTrue();
    assertThat(primary.messages()).isEqualTo(5001);
    assertThat(sender.statistics().repeated()).isZero();
    assertThat(sender.statistics().releasedUnconfirmed()).isZero();
  }
}
