package io.github.failoversyslog.config;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what another one trusts, and adds the certificates that are refused to the exception that
 * refuses them: nothing else in JSSE gives access to them.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;

  private NamingTrustManager(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  static TrustManager[] of(TrustManagerFactory factory) {
    return Arrays.stream(factory.getTrustManagers())
        .map(NamingTrustManager::around)
        .toArray(TrustManager[]::new);
  }

  private static TrustManager around(TrustManager manager) {
    return manager instanceof X509ExtendedTrustManager judge
        ? new NamingTrustManager(judge)
        : manager;
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
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkServerTrusted(chain, type);
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
