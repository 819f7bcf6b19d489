package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustManagersTest {
  private static final String OF_ABC = // FIPS 180-2, appendix B.1
      "sha-256:BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61"
          + ":F2:00:15:AD";
  private static final Fingerprints RIGHT = new Fingerprints(Set.of(OF_ABC));
  private static final Fingerprints WRONG = new Fingerprints(Set.of("sha-256:00"));

  private final X509Certificate certificate = mock(X509Certificate.class);
  private final X509Certificate issuer = mock(X509Certificate.class);
  private final X509Certificate[] chain = {certificate, issuer};
  private final X509ExtendedTrustManager judge = mock(X509ExtendedTrustManager.class);
  private final CertificateException refusal = new CertificateException("expired");

  /** How JSSE asks, on which side. */
  private enum Question {
    SERVER_WITH_ENGINE,
    SERVER_WITH_SOCKET,
    SERVER,
    CLIENT_WITH_ENGINE,
    CLIENT_WITH_SOCKET,
    CLIENT;

    void ask(X509ExtendedTrustManager manager, X509Certificate[] chain)
        throws CertificateException {
      switch (this) {
        case SERVER_WITH_ENGINE -> manager.checkServerTrusted(chain, "RSA", mock(SSLEngine.class));
        case SERVER_WITH_SOCKET -> manager.checkServerTrusted(chain, "RSA", mock(Socket.class));
        case SERVER -> manager.checkServerTrusted(chain, "RSA");
        case CLIENT_WITH_ENGINE -> manager.checkClientTrusted(chain, "RSA", mock(SSLEngine.class));
        case CLIENT_WITH_SOCKET -> manager.checkClientTrusted(chain, "RSA", mock(Socket.class));
        case CLIENT -> manager.checkClientTrusted(chain, "RSA");
      }
    }

    boolean isAboutServers() {
      return name().startsWith("SERVER");
    }
  }

  @BeforeEach
  void twoCertificates() throws CertificateException {
    when(certificate.getEncoded()).thenReturn(new byte[] {'a', 'b', 'c'});
    when(issuer.getEncoded()).thenReturn(new byte[] {'a', 'b', 'd'});
  }

  private static TrustManagerFactory factory(TrustManager manager) {
    TrustManagerFactory factory = mock(TrustManagerFactory.class);
    when(factory.getTrustManagers()).thenReturn(new TrustManager[] {manager});
    when(factory.getAlgorithm()).thenReturn("Shop");
    return factory;
  }

  private X509ExtendedTrustManager besideTheJudge(Fingerprints fingerprints)
      throws GeneralSecurityException {
    return (X509ExtendedTrustManager) TlsContexts.trust(factory(judge), fingerprints)[0];
  }

  private static X509ExtendedTrustManager alone(Fingerprints fingerprints)
      throws GeneralSecurityException {
    return (X509ExtendedTrustManager) TlsContexts.trust(null, fingerprints)[0];
  }

  private void judgeRefuses() throws CertificateException {
    doThrow(refusal).when(judge).checkServerTrusted(any(), any(), any(SSLEngine.class));
    doThrow(refusal).when(judge).checkServerTrusted(any(), any(), any(Socket.class));
    doThrow(refusal).when(judge).checkServerTrusted(any(), any());
    doThrow(refusal).when(judge).checkClientTrusted(any(), any(), any(SSLEngine.class));
    doThrow(refusal).when(judge).checkClientTrusted(any(), any(), any(Socket.class));
    doThrow(refusal).when(judge).checkClientTrusted(any(), any());
  }

  @ParameterizedTest
  @EnumSource
  void whatTheFrameworksTrustManagerRefusesIsRefusedWhateverItsFingerprint(Question question)
      throws GeneralSecurityException {
    judgeRefuses();
    for (Fingerprints fingerprints : Set.of(Fingerprints.NONE, RIGHT)) {
      X509ExtendedTrustManager manager = besideTheJudge(fingerprints);
      assertThatThrownBy(() -> question.ask(manager, chain)).isSameAs(refusal);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheFrameworksTrustManagerTrustsNeedsOneOfTheFingerprintsIfItIsAServer(Question question)
      throws GeneralSecurityException {
    for (Fingerprints fingerprints : Set.of(Fingerprints.NONE, RIGHT)) {
      X509ExtendedTrustManager manager = besideTheJudge(fingerprints);
      assertThatCode(() -> question.ask(manager, chain)).doesNotThrowAnyException();
    }
    X509ExtendedTrustManager manager = besideTheJudge(WRONG);
    if (question.isAboutServers()) {
      assertThatThrownBy(() -> question.ask(manager, chain))
          .hasMessage("its fingerprint " + OF_ABC + " is not one of tlsFingerprints");
    } else {
      assertThatCode(() -> question.ask(manager, chain)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutATrustManagerTheFingerprintOfTheFirstCertificateDecides(Question question)
      throws GeneralSecurityException {
    X509ExtendedTrustManager right = alone(RIGHT);
    assertThatCode(() -> question.ask(right, chain)).doesNotThrowAnyException();
    X509Certificate[] another = {issuer, certificate};
    CertificateException refused =
        catchThrowableOfType(CertificateException.class, () -> question.ask(right, another));
    assertThat(refused).hasMessageEndingWith(" is not one of tlsFingerprints");
    assertThat(refusedBy(refused)).containsExactly(another);
  }

  @Test
  void aRefusalByTheTrustManagerHasTheCertificates() throws GeneralSecurityException {
    judgeRefuses();
    X509ExtendedTrustManager manager = besideTheJudge(Fingerprints.NONE);
    CertificateException refused =
        catchThrowableOfType(
            CertificateException.class, () -> Question.SERVER_WITH_ENGINE.ask(manager, chain));
    assertThat(refusedBy(refused)).containsExactly(chain);
  }

  private static Iterable<X509Certificate> refusedBy(CertificateException refused) {
    assertThat(refused.getSuppressed()).singleElement().isInstanceOf(RefusedCertificates.class);
    return ((RefusedCertificates) refused.getSuppressed()[0]).chain();
  }

  @Test
  void aTrustManagerThatCannotBeAskedForTheCertificatesIsUsedAsItIsWithoutFingerprints()
      throws GeneralSecurityException {
    X509TrustManager simple = mock(X509TrustManager.class);
    assertThat(TlsContexts.trust(factory(simple), Fingerprints.NONE)).containsExactly(simple);
    assertThatThrownBy(() -> TlsContexts.trust(factory(simple), RIGHT))
        .isInstanceOf(KeyManagementException.class)
        .hasMessage("tlsFingerprints cannot be checked with the trust manager algorithm Shop");
  }

  @Test
  void theJvmDecidesWithoutATrustManagerAndFingerprints() throws GeneralSecurityException {
    assertThat(TlsContexts.trust(null, Fingerprints.NONE)).isNull();
  }

  @Test
  void theIssuersAreThoseOfTheTrustManager() throws GeneralSecurityException {
    when(judge.getAcceptedIssuers()).thenReturn(new X509Certificate[] {issuer});
    assertThat(besideTheJudge(RIGHT).getAcceptedIssuers()).containsExactly(issuer);
    assertThat(alone(RIGHT).getAcceptedIssuers()).isEmpty();
  }
}
