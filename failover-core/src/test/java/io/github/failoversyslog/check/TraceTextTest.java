package io.github.failoversyslog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.DeliveryTrace;
import io.github.failoversyslog.engine.DeliveryTrace.Proof;
import io.github.failoversyslog.net.Encryption;
import io.github.failoversyslog.status.Server;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class TraceTextTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String MESSAGE = "<14>1 - a - - - - failover-syslog check 4f2a1c";

  private String host = "log1";
  private String protocol = "tls";
  private boolean receipts;
  private String fingerprints = "";
  private List<String> addresses = List.of("192.0.2.1", "2001:db8::1");
  private String peer = "192.0.2.1:6514";
  private Optional<Encryption> encryption =
      Optional.of(established(certificate(NOW, Duration.ofDays(457), "log1", "*.logs")));
  private List<String> offers = List.of();
  private String message = MESSAGE;
  private Proof proof = Proof.END_OF_STREAM;
  private String failure = "";

  private static Encryption established(X509Certificate certificate) {
    return new Encryption("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of(certificate));
  }

  private static X509Certificate certificate(Instant from, Duration validity, String... names) {
    X509Certificate certificate = mock(X509Certificate.class);
    List<List<?>> alternatives =
        Arrays.stream(names).<List<?>>map(name -> List.of(2, name)).toList();
    try {
      when(certificate.getSubjectAlternativeNames()).thenReturn(alternatives);
      when(certificate.getEncoded()).thenReturn(new byte[] {'a', 'b', 'c'});
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
    when(certificate.getSubjectX500Principal()).thenReturn(new X500Principal("CN=server"));
    when(certificate.getIssuerX500Principal()).thenReturn(new X500Principal("CN=Example CA"));
    when(certificate.getNotBefore()).thenReturn(Date.from(from));
    when(certificate.getNotAfter()).thenReturn(Date.from(from.plus(validity)));
    return certificate;
  }

  private SenderConfig config() {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "log1");
    settings.put("port", "6514");
    settings.put("protocol", protocol);
    if (receipts) {
      settings.put("tlsReceipts", "true");
    }
    if (!fingerprints.isEmpty()) {
      settings.put("tlsFingerprints", fingerprints);
    }
    return SenderConfig.of(settings);
  }

  private DeliveryTrace trace() {
    return new DeliveryTrace(
        new Server(host, 6514),
        addresses,
        Duration.ofMillis(3),
        peer,
        Duration.ofNanos(400_000),
        encryption,
        offers,
        message,
        proof,
        Duration.ofMillis(205),
        failure);
  }

  private List<String> lines() {
    return TraceText.lines(trace(), config(), NOW);
  }

  private void fails(String reason) {
    failure = reason;
    proof = Proof.NONE;
  }

  private void refuses(X509Certificate certificate, String reason) {
    encryption = Optional.of(new Encryption("", "", List.of(certificate)));
    message = "";
    fails("TLS handshake failed: the server's certificate " + reason);
  }

  private String advice() {
    List<String> lines = lines();
    assertThat(lines.get(lines.size() - 2)).startsWith("  FAILED      " + failure);
    return lines.get(lines.size() - 1);
  }

  @Test
  void hasOneLineForEachStep() {
    assertThat(lines())
        .containsExactly(
            "  name        log1 -> 192.0.2.1, 2001:db8::1 (3 ms)",
            "  connected   192.0.2.1:6514 in less than 1 ms",
            "  TLS         TLSv1.3, TLS_AES_128_GCM_SHA256",
            "  certificate for log1, *.logs; issued by CN=Example CA; valid until 2028-02-29 (457"
                + " days)",
            "  fingerprint sha-256:BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17"
                + ":7A:9C:B4:10:FF:61:F2:00:15:AD",
            "  sent        " + MESSAGE,
            "  receipt     the server read it: end of stream after 205 ms",
            "  OK");
  }

  @Test
  void showsNoNameOfAnAddress() {
    host = "192.0.2.1";
    addresses = List.of("192.0.2.1");
    assertThat(lines()).noneMatch(line -> line.startsWith("  name"));
    host = "2001:db8::1";
    addresses = List.of("2001:db8:0:0:0:0:0:1"); // as Java writes it
    assertThat(lines()).noneMatch(line -> line.startsWith("  name"));
  }

  @Test
  void showsWhatARelpServerOffers() {
    protocol = "relp";
    encryption = Optional.empty();
    offers = List.of("relp_version=0", "commands=syslog");
    proof = Proof.RELP_RESPONSE;
    assertThat(lines())
        .contains(
            "  RELP        relp_version=0; commands=syslog",
            "  receipt     the server read it: RELP response after 205 ms",
            "  OK");
  }

  @Test
  void warnsOfACertificateThatExpiresWithin30Days() {
    encryption = Optional.of(established(certificate(NOW, Duration.ofDays(29), "log1")));
    assertThat(lines()).contains("  WARNING     the certificate expires in 29 days; renew it");
    encryption = Optional.of(established(certificate(NOW, Duration.ofDays(30), "log1")));
    assertThat(lines()).noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void warnsOfACertificateThatHasExpiredAndIsTrustedAllTheSame() {
    Instant from = NOW.minus(Duration.ofDays(9));
    encryption = Optional.of(established(certificate(from, Duration.ofDays(4), "log1")));
    assertThat(lines()).contains("  WARNING     the certificate expired 5 days ago; renew it");
    fingerprints = "sha-256:" + "00".repeat(32);
    assertThat(lines()).as("they decide").noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void warnsIfKeyUpdatesAreNotAnswered() {
    receipts = true;
    assertThat(lines()).anyMatch(line -> line.contains("tlsReceipts has no effect"));
    proof = Proof.KEY_UPDATE;
    assertThat(lines())
        .contains("  receipt     the server read it: TLS key update after 205 ms")
        .noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void saysThatNothingIsKnownOverUdp() {
    protocol = "udp";
    encryption = Optional.empty();
    proof = Proof.NONE;
    assertThat(lines())
        .contains("  address     192.0.2.1:6514, without a connection", "  SENT")
        .anyMatch(line -> line.contains("nothing shows whether a UDP message arrived"));
    failure = "port unreachable";
    assertThat(advice()).contains("receives UDP on port 6514");
  }

  @Test
  void saysThatLittleIsKnownWithoutAReceipt() {
    proof = Proof.NONE;
    List<String> lines = lines();
    assertThat(lines)
        .endsWith(
            "  receipt     none: the server did not close the connection within 5 s (closeTimeout);"
                + " nothing shows whether it read the message",
            "  SENT        no receipt",
            "  what to do  search there for the message; if it has arrived, the server gives no"
                + " receipts, and more messages are sent again after a loss; if not, check that it"
                + " expects TLS on port 6514");
    assertThat(lines).noneMatch(line -> line.contains("FAILED") || line.contains("OK"));
  }

  @Test
  void saysWhatToDoAboutAServerThatIsNotReached() {
    encryption = Optional.empty();
    message = "";
    peer = "";
    fails("connection refused");
    assertThat(advice()).contains("listens on port 6514");
    addresses = List.of();
    fails("cannot resolve log1 (unknown host)");
    assertThat(advice()).contains("check the name log1, and DNS");
    assertThat(lines()).hasSize(2);
  }

  @Test
  void saysWhatToDoAboutARefusedCertificate() {
    refuses(certificate(NOW, Duration.ofDays(9), "other"), "is not accepted (no name)");
    assertThat(advice()).contains("use other as host, or get a certificate for log1");
    refuses(certificate(NOW, Duration.ofDays(9), "log1"), "is not trusted (no path)");
    assertThat(advice()).contains("if CN=Example CA is your CA", "tlsCaFile");
    X509Certificate selfSigned = certificate(NOW, Duration.ofDays(9), "log1");
    when(selfSigned.getIssuerX500Principal()).thenReturn(new X500Principal("CN=server"));
    refuses(selfSigned, "is not trusted (no path)");
    assertThat(advice()).contains("to tlsCaFile, or the fingerprint to tlsFingerprints");
    refuses(
        certificate(NOW.minusSeconds(9), Duration.ofSeconds(8), "other"),
        "is not accepted (no name)");
    assertThat(advice()).as("by the reason").contains("use other as host");
    refuses(certificate(NOW, Duration.ofDays(9), "log1"), "is not accepted (tlsFingerprints)");
    assertThat(advice()).contains("compare the fingerprint", "add it to tlsFingerprints");
    refuses(certificate(NOW, Duration.ofDays(9), "log1"), "was revoked (x)");
    assertThat(advice()).contains("see the revocation list");
    refuses(certificate(NOW.minusSeconds(9), Duration.ofSeconds(8), "log1"), "has expired (x)");
    assertThat(advice()).contains("renew the server's certificate");
    assertThat(lines()).anyMatch(line -> line.endsWith("expired 2026-11-29"));
    refuses(certificate(NOW.plusSeconds(9), Duration.ofDays(9), "log1"), "is not yet valid (x)");
    assertThat(advice()).contains("check the clocks");
    assertThat(lines()).noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void saysWhatToDoAboutAFailedHandshakeOrSession() {
    encryption = Optional.empty();
    message = "";
    fails("closed by the server during the TLS handshake");
    assertThat(advice()).contains("expects TLS on port 6514");
    fails("TLS handshake failed: received fatal alert: decrypt_error");
    assertThat(advice()).contains("tlsKeyFile is that of the certificate in tlsCertFile");
    fails("TLS handshake failed: received fatal alert: bad_certificate");
    assertThat(advice()).contains("check tlsCertFile");
    fails("TLS handshake failed: received fatal alert: unknown_ca");
    assertThat(advice()).contains("let the server trust the issuer");
    fails("TLS handshake failed: received fatal alert: handshake_failure");
    assertThat(advice()).contains("jdk.crypto.ec");
    fails("cannot set up TLS: ca.pem does not exist");
    assertThat(advice()).contains("correct the file that the reason names");
    protocol = "relp";
    fails("not RELP: expected a transaction number");
    assertThat(advice()).contains("expects RELP without TLS on port 6514");
  }

  @Test
  void saysWhatToDoIfTheMessageWasSentAndNotRead() {
    fails("closed by the server");
    assertThat(lines()).contains("  sent        " + MESSAGE).noneMatch(l -> l.contains("receipt"));
    assertThat(advice()).contains("search there for the message", "tlsCertFile");
    fails("the server requires a client certificate (received fatal alert: certificate_required)");
    assertThat(advice()).endsWith("set tlsCertFile and tlsKeyFile");
    protocol = "tcp";
    encryption = Optional.empty();
    fails("closed by the server");
    assertThat(advice()).endsWith("search there for the message; or the port expects TLS");
  }

  @Test
  void printsNoControlCharactersOfTheServer() {
    encryption = Optional.of(established(certificate(NOW, Duration.ofDays(99), "a\u001B[31m\n")));
    assertThat(lines()).anyMatch(line -> line.startsWith("  certificate for a?[31m?; issued"));
  }

  private DeliveryTrace read() {
    proof = Proof.RELP_RESPONSE;
    return trace();
  }

  private DeliveryTrace sent() {
    proof = Proof.NONE;
    return trace();
  }

  private DeliveryTrace failed(String messageSent) {
    message = messageSent;
    failure = "reset";
    DeliveryTrace trace = trace();
    message = MESSAGE;
    failure = "";
    return trace;
  }

  private String summary(DeliveryTrace... traces) {
    return TraceText.summary(List.of(traces), config(), "failover-syslog check 4f2a1c");
  }

  @Test
  void summarizes() {
    assertThat(summary(read(), failed("")))
        .isEqualTo(
            "1 of 2 servers took the message; search for \"failover-syslog check 4f2a1c\" at the"
                + " servers");
    assertThat(summary(sent(), read(), failed("")))
        .startsWith("1 of 3 servers took the message, 1 gave no receipt; search");
    protocol = "udp";
    assertThat(summary(sent(), failed(""))).startsWith("sent to 1 of 2 servers;");
  }

  @Test
  void namesTheTextToSearchForIfItWasSent() {
    assertThat(summary(failed(""), failed(MESSAGE)))
        .startsWith("0 of 2 servers took the message; search for");
    assertThat(summary(failed(""), failed(""))).isEqualTo("0 of 2 servers took the message");
    protocol = "udp";
    assertThat(summary(failed(""))).isEqualTo("sent to 0 of 1 servers");
  }
}
