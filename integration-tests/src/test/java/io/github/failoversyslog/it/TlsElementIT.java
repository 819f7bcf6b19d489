package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frameworks' own TLS elements have their usual meaning, with secure defaults. */
@Tag("logback-versions")
@EachFramework
class TlsElementIT extends ApplicationFixture {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final Path GUIDE = Path.of("..", "docs", "tls.md");

  private final Map<String, String> settings = new HashMap<>();
  private SyslogTestServer primary;

  TlsElementIT(Framework framework) {
    super(framework);
  }

  @BeforeEach
  void makeServer() {
    primary = server("primary");
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(primary.port()));
    settings.put("protocol", "tls");
    settings.put("reconnectDelay", "50 ms");
    settings.put("maxReconnectDelay", "100 ms");
  }

  private Application startWith(String... partsOfSsl) throws IOException {
    return start(settings, framework().ssl(List.of(partsOfSsl)));
  }

  private String trustStore() {
    Path file = Identity.writeTrustStore(folder.resolve("trust.p12"), AUTHORITY.certificate());
    return framework().store("trustStore", file.toString(), Identity.PASSWORD);
  }

  private String keyStore() {
    Path file = AUTHORITY.issue("client.example").writeKeyStore(folder.resolve("key.p12"));
    return framework().store("keyStore", file.toString(), Identity.PASSWORD);
  }

  private static ServerTls oneWay() {
    return ServerTls.oneWay(AUTHORITY.issue("127.0.0.1"));
  }

  private static ServerTls mutual() {
    return ServerTls.mutual(AUTHORITY.issue("127.0.0.1"), AUTHORITY.certificate());
  }

  private void arrives(Application application, String text) {
    application.info(text);
    Eventually.holds(() -> assertThat(primary.texts()).contains(text));
  }

  private static void says(Application application, String... words) {
    Eventually.holds(
        () ->
            assertThat(application.statuses())
                .anySatisfy(status -> assertThat(status).contains(words)));
  }

  @Test
  void trustsTheCertificatesInItsTrustStore() throws IOException {
    ServerTls tls = oneWay();
    primary.secure(tls).open();
    arrives(startWith(trustStore()), "trusted");
    assertThat(tls.sessions().get(0)).startsWith("TLSv1.3");
  }

  @Test
  void sendsTheCertificateOfItsKeyStore() throws IOException {
    primary.secure(mutual()).open();
    arrives(startWith(keyStore(), trustStore()), "mutual");
  }

  @Test
  void trustsJavasDefaultAuthoritiesWithoutATrustStore() throws IOException {
    primary.secure(oneWay()).open();
    Application application = startWith();
    says(application, "the server's certificate is not trusted");
    application.stop();
    says(startWith(keyStore()), "the server's certificate is not trusted");
    assertThat(primary.messages()).isZero();
  }

  @Test
  void trustsNoServerIfItsTrustStoreIsEmpty() throws IOException {
    Path file = Identity.writeTrustStore(folder.resolve("trust.p12"));
    primary.secure(oneWay()).open();
    Application application =
        startWith(framework().store("trustStore", file.toString(), Identity.PASSWORD));
    application.info("kept");
    says(application, "TLS handshake failed: the trust store is empty");
    assertThat(primary.messages()).isZero();
    trustStore();
    Eventually.holds(() -> assertThat(primary.texts()).contains("kept"));
  }

  @Test
  void deliversEveryEventOnceAtTheStop() throws IOException {
    primary.secure(oneWay()).open();
    Application application = startWith(trustStore());
    IntStream.range(0, 2000).forEach(i -> application.info(SteadyFlow.text(i)));
    application.stop();
    assertThat(primary.texts())
        .containsExactlyElementsOf(IntStream.range(0, 2000).mapToObj(SteadyFlow::text).toList());
    assertThat(application.statistics().repeated()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
  }

  @Test
  void reportsTheUnsentEventsOfASlowServerAtTheStop() throws IOException {
    allowTruncatedFrames();
    settings.put("shutdownTimeout", "500 ms");
    settings.put("sendBufferSize", "16 KB");
    primary.secure(oneWay()).slow().open();
    Application application = startWith(trustStore());
    IntStream.range(0, 2000).forEach(i -> application.info(SteadyFlow.text(i) + "x".repeat(1000)));
    Eventually.until("the first ones are read", () -> primary.messages() > 0);
    application.stop();
    Eventually.until("the end", () -> primary.openConnections().isEmpty());
    long inDoubt = application.statistics().releasedUnconfirmed();
    assertThat(primary.messages()).isBetween(1L, 1999L);
    assertThat(inDoubt - primary.messages()).as("encrypted, and not on its way").isBetween(0L, 64L);
    assertThat(application.statistics().accepted()).isEqualTo(2000);
    assertThat(application.statistics().allDiscarded()).isEqualTo(2000 - inDoubt);
    assertThat(application.statistics().discarded())
        .containsEntry(DiscardReason.UNSENT_AT_STOP, 2000 - inDoubt);
  }

  @Test
  void neverTrustsAnythingElseWhileAStoreCannotBeRead() throws IOException {
    String store = trustStore();
    Path file = folder.resolve("trust.p12");
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    primary.secure(oneWay()).open();
    Application application = startWith(store);
    assertThat(application.sendsToSyslog()).isTrue();
    says(application, "cannot set up TLS:", "trust.p12");
    Files.writeString(file, "damaged");
    long failures = application.statistics().connectFailures();
    Eventually.until("more", () -> application.statistics().connectFailures() > failures + 2);
    assertThat(primary.messages()).isZero();
    Files.write(file, whole);
    arrives(application, "repaired");
  }

  @Test
  void usesStoresThatWereRenewedOnDiskFromTheNextConnectionOn() throws IOException {
    CertificateAuthority next = new CertificateAuthority("next authority");
    primary.secure(mutual()).open();
    Application application = startWith(keyStore(), trustStore());
    arrives(application, "before");
    primary.secure(ServerTls.mutual(next.issue("127.0.0.1"), next.certificate()));
    Identity.writeTrustStore(folder.resolve("trust.p12"), next.certificate());
    next.issue("client.example").writeKeyStore(folder.resolve("key.p12"));
    primary.resetConnections();
    arrives(application, "after");
    assertThat(application.statistics().connectFailures()).isZero();
  }

  @Test
  void checksTheNameUnlessTheCheckIsDisabled() throws IOException {
    primary.secure(ServerTls.oneWay(AUTHORITY.issue("other.example"))).open();
    Application application = startWith(trustStore());
    says(application, "the server's certificate is not accepted");
    application.stop();
    arrives(startWith(trustStore(), framework().withoutNameCheck()), "unseen");
  }

  @Test
  void trustsByFingerprintAloneWithoutATrustStoreAndElseByBoth() throws IOException {
    Identity own = CertificateAuthority.selfSigned("other.example");
    Identity listed = AUTHORITY.issue("127.0.0.1");
    settings.put(
        "tlsFingerprints",
        Fingerprints.of(own.certificate()) + ", " + Fingerprints.of(listed.certificate()));
    primary.secure(ServerTls.oneWay(own)).open();
    Application alone = startWith(keyStore());
    arrives(alone, "self-signed");
    alone.stop();
    Application untrusted = startWith(trustStore());
    says(untrusted, "the server's certificate is not trusted");
    untrusted.stop();
    primary.secure(oneWay());
    Application unlisted = startWith(trustStore());
    says(unlisted, "is not one of tlsFingerprints");
    unlisted.stop();
    primary.secure(ServerTls.oneWay(listed));
    arrives(startWith(trustStore()), "trusted and listed");
  }

  @Test
  void encryptsRelpToo() throws IOException {
    SyslogTestServer relp = server("relp", new RelpService()).secure(oneWay()).open();
    settings.put("protocol", "relp");
    settings.put("port", Integer.toString(relp.port()));
    Application application = startWith(trustStore());
    IntStream.range(0, 500).forEach(i -> application.info(SteadyFlow.text(i)));
    application.stop();
    assertThat(relp.texts()).hasSize(500).doesNotHaveDuplicates();
    assertThat(application.statistics().repeated()).isZero();
  }

  @Test
  void rejectsATlsElementWithAnUnencryptedProtocol() throws IOException {
    settings.put("protocol", "tcp");
    settings.put("writeTimeout", "0");
    Application application = startWith(trustStore());
    assertThat(application.sendsToSyslog()).isFalse();
    says(application, "settings for TLS and protocol is tcp", "writeTimeout is \"0\"");
  }

  @Test
  void rejectsUnknownTlsSettings() throws IOException {
    Application application = startWith(framework().store("trustedStore", "a", "b"));
    assertThat(application.sendsToSyslog()).isFalse();
    Eventually.holds(
        () -> assertThat(application.statuses()).anyMatch(TlsElementIT::refusesTrustedStore));
  }

  private static boolean refusesTrustedStore(String status) {
    return status.contains("SYSLOG: ") && status.toLowerCase(Locale.ROOT).contains("trustedstore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stores", "files"})
  void theDocumentedExamplesWork(String kind) throws IOException {
    primary.secure(mutual()).open();
    trustStore();
    keyStore();
    Identity client = AUTHORITY.issue("client.example");
    AUTHORITY.writeTo(folder.resolve("log-ca.pem"));
    Files.writeString(folder.resolve("shop.pem"), client.certificatePem());
    Files.writeString(folder.resolve("shop.key"), client.keyPem());
    String name = framework().title();
    String xml =
        DocumentedExample.in(GUIDE, name + ", " + kind)
            .replace("primary-server.com", "127.0.0.1")
            .replace("6514", Integer.toString(primary.port()))
            .replace("/etc/shop", folder.toString());
    Path file = Files.writeString(folder.resolve("example.xml"), xml);
    arrives(start(file.toUri()), "as documented");
  }
}
