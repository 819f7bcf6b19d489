package io.github.failoversyslog.config;

import java.net.Socket;
import java.security.KeyManagementException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what another one trusts, if it has one of the fingerprints, and adds the certificates that
 * are refused to the exception that refuses them: nothing else in JSSE gives access to them.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private final Fingerprints fingerprints;

  private NamingTrustManager(X509ExtendedTrustManager judge, Fingerprints fingerprints) {
    this.judge = judge;
    this.fingerprints = fingerprints;
  }

  /**
   * @param fingerprints empty: any
   * @throws KeyManagementException if the factory's managers cannot be made to check them
   */
  static TrustManager[] of(TrustManagerFactory factory, Fingerprints fingerprints)
      throws KeyManagementException {
    TrustManager[] managers = factory.getTrustManagers();
    for (int i = 0; i < managers.length; i++) {
      if (managers[i] instanceof X509ExtendedTrustManager judge) {
        managers[i] = new NamingTrustManager(judge, fingerprints);
      } else if (!fingerprints.isEmpty()) {
        throw new KeyManagementException(
            "tlsFingerprints cannot be checked with the trust manager algorithm "
                + factory.getAlgorithm());
      }
    }
    return managers;
  }

  private static CertificateException with(X509Certificate[] chain, CertificateException e) {
    e.addSuppressed(new RefusedCertificates(List.of(chain)));
    return e;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, engine);
    } catch (CertificateException e) {
      throw with(chain, e);
    }
    FingerprintTrustManager.check(chain, fingerprints);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, socket);
    FingerprintTrustManager.check(chain, fingerprints);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkServerTrusted(chain, type);
    FingerprintTrustManager.check(chain, fingerprints);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
