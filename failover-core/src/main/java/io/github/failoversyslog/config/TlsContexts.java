package io.github.failoversyslog.config;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes contexts for any version of TLS out of what is there. */
public final class TlsContexts {
  private TlsContexts() {}

  /**
   * @param keys what the client shows to a server that asks who it is; null: nothing
   * @param trusted what is trusted; null: what the Java run-time environment trusts
   */
  public static SSLContext of(
      @Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys == null ? null : keys.getKeyManagers(),
        trusted == null ? null : NamingTrustManager.of(trusted),
        null);
    return context;
  }
}
