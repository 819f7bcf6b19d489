package io.github.failoversyslog.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSL;
import ch.qos.logback.core.net.ssl.SSLConfigurable;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.util.LocationUtil;
import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.config.SourceDigest;
import io.github.failoversyslog.config.TlsContexts;
import io.github.failoversyslog.config.TlsEngines;
import io.github.failoversyslog.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logback's component {@code <ssl>}, whose stores are read anew when they have changed. Its
 * protocol is TLS 1.2, and so would exclude 1.3, unless one is set: here both are used, unless its
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
  public SSLContext newContext(Fingerprints fingerprints) throws GeneralSecurityException {
    KeyStoreFactoryBean keyStore = ssl.getKeyStore();
    KeyStoreFactoryBean trustStore = ssl.getTrustStore();
    SSLContext context =
        ssl.getProvider() == null
            ? SSLContext.getInstance(ssl.getProtocol())
            : SSLContext.getInstance(ssl.getProtocol(), ssl.getProvider());
    context.init(
        keyStore == null ? null : keys(keyStore).getKeyManagers(),
        TlsContexts.trust(trustStore == null ? null : trusted(trustStore), fingerprints),
        ssl.getSecureRandom().createSecureRandom());
    return context;
  }

  @Override
  public String state() {
    SourceDigest digest = new SourceDigest();
    KeyStoreFactoryBean keyStore = ssl.getKeyStore();
    KeyStoreFactoryBean trustStore = ssl.getTrustStore();
    if (keyStore != null) {
      digest.add(() -> open(keyStore));
    }
    if (trustStore == null) {
      return digest.addTrustStoreOfTheJvm().text();
    }
    return digest.add(() -> open(trustStore)).text();
  }

  private static InputStream open(KeyStoreFactoryBean store) throws IOException {
    return LocationUtil.urlForResource(store.getLocation()).openStream();
  }

  private KeyManagerFactory keys(KeyStoreFactoryBean store) throws GeneralSecurityException {
    KeyManagerFactory factory = ssl.getKeyManagerFactory().createKeyManagerFactory();
    factory.init(store.createKeyStore(), store.getPassword().toCharArray());
    return factory;
  }

  private TrustManagerFactory trusted(KeyStoreFactoryBean store) throws GeneralSecurityException {
    TrustManagerFactory factory = ssl.getTrustManagerFactory().createTrustManagerFactory();
    factory.init(store.createKeyStore());
    return factory;
  }

  @Override
  public void configure(SSLEngine engine) {
    ssl.getParameters().configure(new Target(engine));
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
