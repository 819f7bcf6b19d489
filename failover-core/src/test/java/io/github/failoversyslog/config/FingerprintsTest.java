package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.status.InvalidConfigException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
  private static final String OF_ABC = // FIPS 180-2, appendix B.1
      "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15"
          + ":AD";
  private static final String FINGERPRINT = "sha-256:" + OF_ABC;

  private static X509Certificate certificate(String content) throws CertificateEncodingException {
    X509Certificate certificate = mock(X509Certificate.class);
    when(certificate.getEncoded()).thenReturn(content.getBytes(StandardCharsets.US_ASCII));
    return certificate;
  }

  private static Fingerprints read(String text) {
    return SenderConfig.of(Map.of("host", "log1", "protocol", "tls", "tlsFingerprints", text))
        .tls()
        .orElseThrow()
        .fingerprints();
  }

  private static String refusalOf(String text) {
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> read(text));
    assertThat(refusal).as("refusal of %s", text).isNotNull();
    return refusal.getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", " , "})
  void areNotAnEmptyListWhichWouldAcceptEveryTrustedServer(String text) {
    assertThat(refusalOf(text)).startsWith("tlsFingerprints is \"" + text.strip() + "\"; expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void areNotBlankAsWithAVariableThatIsNotSet(String text) {
    assertThat(refusalOf(text)).startsWith("tlsFingerprints is blank; expected sha-256:");
  }

  @Test
  void isWrittenAsInRfc5425() throws CertificateEncodingException {
    assertThat(Fingerprints.of(certificate("abc"))).isEqualTo(FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha-256:%s",
        "SHA256:%s",
        "SHA-256:%s",
        "sha256 Fingerprint=%s",
        "SHA256: %s",
        "%s"
      })
  void isReadAsTheRfcRsyslogSyslogNgOpenSslAndKeytoolWriteIt(String form) {
    assertThat(read(form.formatted(OF_ABC)).accepted()).containsExactly(FINGERPRINT);
    String small = form.formatted(OF_ABC.replace(":", "").toLowerCase(Locale.ROOT));
    assertThat(read(small).accepted()).containsExactly(FINGERPRINT);
  }

  @Test
  void acceptsACertificateThatHasOneOfThem() throws CertificateEncodingException {
    Fingerprints two = read("sha-256:" + "00".repeat(32) + ", " + FINGERPRINT);
    assertThat(two.accepted()).hasSize(2);
    assertThat(two.accept(certificate("abc"))).isTrue();
    assertThat(two.accept(certificate("abd"))).isFalse();
  }

  @Test
  void refusesWhatIsNoFingerprintAndNamesTheForm() {
    assertThat(refusalOf("sha-256:E1:2D"))
        .isEqualTo(
            "tlsFingerprints is \"sha-256:E1:2D\"; expected sha-256: and 32 bytes in hexadecimal,"
                + " such as sha-256:E1:2D:53:... as the check of servers prints it");
    assertThat(refusalOf("sha-512:" + OF_ABC)).contains("expected sha-256:");
    assertThat(refusalOf(FINGERPRINT + ":00")).contains("expected sha-256:");
    for (int bytes : new int[] {16, 20}) {
      assertThat(refusalOf(OF_ABC.substring(0, 3 * bytes - 1)))
          .contains("expected SHA-256, as SHA-1 and MD5 are broken: sha-256:");
    }
    assertThat(refusalOf("sha-1:" + OF_ABC.substring(0, 59)))
        .contains("expected SHA-256, as SHA-1 and MD5 are broken: sha-256:");
  }

  @Test
  void enablesTlsForRelpAndIsRefusedWithoutTls() {
    assertThat(
            SenderConfig.of(
                    Map.of(
                        "host", "log1",
                        "protocol", "relp",
                        "port", "20514",
                        "tlsFingerprints", FINGERPRINT))
                .tls())
        .isPresent();
    InvalidConfigException refusal =
        catchThrowableOfType(
            InvalidConfigException.class,
            () -> SenderConfig.of(Map.of("host", "log1", "tlsFingerprints", FINGERPRINT)));
    assertThat(refusal).hasMessageContaining("settings for TLS and protocol is tcp");
  }

  @Test
  void warnsThatNamesAreNotCheckedWithoutACa() {
    assertThat(
            SenderConfig.of(
                    Map.of(
                        "host", "log1",
                        "protocol", "tls",
                        "tlsVerifyHostName", "true",
                        "tlsFingerprints", FINGERPRINT))
                .warnings())
        .containsExactly(
            "tlsVerifyHostName has no effect with tlsFingerprints and without a CA; set tlsCaFile"
                + " or remove it");
  }
}
