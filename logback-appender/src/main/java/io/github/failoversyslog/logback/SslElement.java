package io.github.failoversyslog.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSL;
import ch.qos.logback.core.net.ssl.SSLConfigurable;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.github.failoversyslog.config.TlsEngines;
import io.github.failoversyslog.config.TlsSettings;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Logback's component {@code <ssl>}, whose stores are read anew for every connection. Its protocol
 * is TLS 1.2, and so would exclude 1.3, unless one is set: here both are used, unless its
 * parameters exclude one.
 */
final class SslElement implements TlsEngines {
  private static final String ANY_VERSION = "TLS";
  private static final boolean CHECKED_BY_DEFAULT =
      new SSLParametersConfiguration().getHostnameVerification();

  private final SSLConfiguration ssl;

  SslElement(SSLConfiguration ssl, @Nullable Context context) {
    this.ssl = ssl;
    EmptySslSettings.clear(ssl);
    if (ssl.getProtocol().equals(SSL.DEFAULT_PROTOCOL)) {
      ssl.setProtocol(ANY_VERSION);
    }
    ssl.getParameters().setContext(context);
  }

  /** What is wrong with what is written. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (isWithoutLocation(ssl.getKeyStore())) {
      faults.add("<location> of <keyStore> of <ssl> is missing; expected a file");
    }
    if (isWithoutLocation(ssl.getTrustStore())) {
      faults.add("<location> of <trustStore> of <ssl> is missing; expected a file");
    }
    return faults;
  }

  private static boolean isWithoutLocation(@Nullable KeyStoreFactoryBean store) {
    return store != null && (store.getLocation() == null || store.getLocation().isBlank());
  }

  /**
   * The host name check is off only if that was set. With a Logback older than 1.5.33, where off is
   * the default, that cannot be told.
   */
  TlsSettings settings() {
    boolean turnedOff = CHECKED_BY_DEFAULT && !ssl.getParameters().getHostnameVerification();
    return new TlsSettings(this, !turnedOff);
  }

  @Override
  public SSLEngine newEngine(String host, int port) throws GeneralSecurityException {
    SSLEngine engine = ssl.createContext(new Quiet()).createSSLEngine(host, port);
    engine.setUseClientMode(true); // its defaults are others than a server's
    ssl.getParameters().configure(new Target(engine));
    return engine;
  }

  /** Takes what would be said anew for every connection. */
  private static final class Quiet extends ContextAwareBase {
    @Override
    public void addInfo(String unused) {}
  }

  /** What Logback sets on sockets, for an engine. */
  private record Target(SSLEngine engine) implements SSLConfigurable {
    @Override
    public String[] getDefaultProtocols() {
      return engine.getEnabledProtocols();
    }

    @Override
    public String[] getSupportedProtocols() {
      return engine.getSupportedProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
      engine.setEnabledProtocols(protocols);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return engine.getEnabledCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return engine.getSupportedCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
      engine.setEnabledCipherSuites(suites);
    }

    @Override
    public void setNeedClientAuth(boolean unused) {}

    @Override
    public void setWantClientAuth(boolean unused) {}

    @Override
    public void setHostnameVerification(boolean unused) {}
  }
}
