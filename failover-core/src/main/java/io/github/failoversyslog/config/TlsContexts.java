package io.github.failoversyslog.config;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes contexts for any version of TLS out of what is there. */
public final class TlsContexts {
  private TlsContexts() {}

  /**
   * @param keys what the client shows to a server that asks who it is; null: nothing
   * @param trusted what is trusted; null: what {@link #trust} says
   */
  public static SSLContext of(
      @Nullable KeyManagerFactory keys,
      @Nullable TrustManagerFactory trusted,
      Fingerprints fingerprints)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys == null ? null : keys.getKeyManagers(), trust(trusted, fingerprints), null);
    return context;
  }

  /**
   * @param trusted whose certificates are trusted; null: those that have one of the fingerprints,
   *     or, if there are none, what the Java run-time environment trusts
   * @param fingerprints of which a certificate has to have one, besides; empty: any
   * @return null if what the Java run-time environment trusts is trusted
   */
  public static TrustManager @Nullable [] trust(
      @Nullable TrustManagerFactory trusted, Fingerprints fingerprints)
      throws GeneralSecurityException {
    if (trusted != null) {
      return NamingTrustManager.of(trusted, fingerprints);
    }
    return fingerprints.isEmpty()
        ? null
        : new TrustManager[] {new FingerprintTrustManager(fingerprints)};
  }
}
