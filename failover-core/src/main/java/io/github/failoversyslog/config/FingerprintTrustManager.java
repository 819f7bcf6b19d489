package io.github.failoversyslog.config;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers by the fingerprints of their certificates alone: RFC 5425 section 4.2.2. Neither
 * issuer nor name nor validity counts then.
 */
final class FingerprintTrustManager extends X509ExtendedTrustManager {
  private final Fingerprints fingerprints;

  FingerprintTrustManager(Fingerprints fingerprints) {
    this.fingerprints = fingerprints;
  }

  /**
   * @param chain the server's own certificate first
   * @throws CertificateException if that has none of the fingerprints; names the one that it has
   */
  static void check(X509Certificate[] chain, Fingerprints fingerprints)
      throws CertificateException {
    if (!fingerprints.isEmpty() && !fingerprints.accept(chain[0])) {
      CertificateException refusal =
          new CertificateException(
              "its fingerprint " + Fingerprints.of(chain[0]) + " is not one of tlsFingerprints");
      refusal.addSuppressed(new RefusedCertificates(List.of(chain)));
      throw refusal;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, fingerprints);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
