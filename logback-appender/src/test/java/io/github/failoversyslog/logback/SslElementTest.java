package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.net.ssl.KeyManagerFactoryFactoryBean;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.net.ssl.SecureRandomFactoryBean;
import ch.qos.logback.core.net.ssl.TrustManagerFactoryFactoryBean;
import io.github.failoversyslog.config.Fingerprints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SslElementTest {
  @TempDir private Path folder;
  private final ContextBase context = new ContextBase();
  private final SSLConfiguration ssl = new SSLConfiguration();
  private Path store;

  @BeforeEach
  void writeStore() throws IOException, GeneralSecurityException {
    store = folder.resolve("store.p12");
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (OutputStream out = Files.newOutputStream(store)) {
      empty.store(out, "secret".toCharArray());
    }
  }

  private KeyStoreFactoryBean storeBean() {
    KeyStoreFactoryBean bean = new KeyStoreFactoryBean();
    bean.setLocation(store.toUri().toString());
    bean.setPassword("secret");
    bean.setType("PKCS12");
    return bean;
  }

  private SslElement element() {
    return new SslElement(ssl, context);
  }

  private SSLEngine engine() throws GeneralSecurityException {
    return element().newContext(Fingerprints.NONE).createSSLEngine();
  }

  @Test
  void aContextIsMadeWithStoresAndWithout() throws Exception {
    assertThat(engine()).isNotNull();
    ssl.setKeyStore(storeBean());
    assertThat(engine()).isNotNull();
    ssl.setTrustStore(storeBean());
    assertThat(engine()).isNotNull();
  }

  private static KeyStoreFactoryBean withBlanks(KeyStoreFactoryBean store) {
    store.setType(" ");
    store.setProvider(" ");
    return store;
  }

  @Test
  void whatIsBlankIsAsIfItWereNotThere() throws GeneralSecurityException {
    String[] protocols = engine().getEnabledProtocols();
    String[] suites = engine().getEnabledCipherSuites();
    ssl.setProtocol(" ");
    ssl.setProvider(" ");
    ssl.setKeyStore(withBlanks(storeBean()));
    ssl.setTrustStore(withBlanks(storeBean()));
    KeyManagerFactoryFactoryBean keys = new KeyManagerFactoryFactoryBean();
    keys.setAlgorithm(" ");
    keys.setProvider(" ");
    ssl.setKeyManagerFactory(keys);
    TrustManagerFactoryFactoryBean trust = new TrustManagerFactoryFactoryBean();
    trust.setAlgorithm(" ");
    trust.setProvider(" ");
    ssl.setTrustManagerFactory(trust);
    SecureRandomFactoryBean random = new SecureRandomFactoryBean();
    random.setAlgorithm(" ");
    random.setProvider(" ");
    ssl.setSecureRandom(random);
    ssl.getParameters().setIncludedProtocols(" ");
    ssl.getParameters().setExcludedProtocols(" ");
    ssl.getParameters().setIncludedCipherSuites(" ");
    ssl.getParameters().setExcludedCipherSuites(" ");

    SSLEngine engine = engine();
    element().configure(engine);

    assertThat(engine.getEnabledProtocols()).isEqualTo(protocols);
    assertThat(engine.getEnabledCipherSuites()).isEqualTo(suites);
  }

  @Test
  void aContextIsMadeAnewWhenAStoreIsAnother() throws IOException {
    String none = element().state();
    ssl.setKeyStore(storeBean());
    String withKeys = element().state();
    ssl.setTrustStore(storeBean());
    String withBoth = element().state();
    assertThat(withKeys).isNotBlank().isNotEqualTo(none);
    assertThat(withBoth).isNotBlank().isNotEqualTo(withKeys).isEqualTo(element().state());
    Files.writeString(store, "another");
    assertThat(element().state()).isNotEqualTo(withBoth);
    String changed = element().state();
    ssl.setKeyStore(null);
    assertThat(element().state()).isNotEqualTo(changed);
  }

  @Test
  void theHostNameIsVerifiedUnlessThatIsTurnedOff() {
    assertThat(element().settings().verifyHostName()).isTrue();
    ssl.getParameters().setHostnameVerification(true);
    assertThat(element().settings().verifyHostName()).isTrue();
    ssl.getParameters().setHostnameVerification(false);
    boolean canBeTold = new SSLParametersConfiguration().getHostnameVerification();
    assertThat(element().settings().verifyHostName()).isEqualTo(!canBeTold);
  }

  @Test
  void versionsAndCiphersOfTheParametersAreUsed() throws GeneralSecurityException {
    ssl.getParameters().setIncludedProtocols("TLSv1.2");
    ssl.getParameters().setIncludedCipherSuites("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    SSLEngine engine = engine();
    element().configure(engine);
    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.2");
    assertThat(engine.getEnabledCipherSuites())
        .containsExactly("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
  }

  @Test
  void aBlankListBesideAnotherIsAsIfItWereNotThere() throws GeneralSecurityException {
    ssl.getParameters().setIncludedProtocols(" ");
    ssl.getParameters().setExcludedProtocols("TLSv1.2");
    ssl.getParameters().setIncludedCipherSuites("TLS_AES_256_GCM_SHA384");
    ssl.getParameters().setExcludedCipherSuites(" ");
    SSLEngine engine = engine();
    element().configure(engine);
    assertThat(engine.getEnabledProtocols()).contains("TLSv1.3").doesNotContain("TLSv1.2");
    assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");

    SSLConfiguration other = new SSLConfiguration();
    other.getParameters().setIncludedProtocols("TLSv1.3");
    other.getParameters().setExcludedProtocols(" ");
    other.getParameters().setIncludedCipherSuites(" ");
    other.getParameters().setExcludedCipherSuites("TLS_AES_128_GCM_SHA256");
    new SslElement(other, context).configure(engine);
    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
    assertThat(engine.getEnabledCipherSuites())
        .contains("TLS_AES_256_GCM_SHA384")
        .doesNotContain("TLS_AES_128_GCM_SHA256");
  }

  @Test
  void whatIsDoneWithTheParametersIsToldToTheContext() throws GeneralSecurityException {
    ssl.getParameters().setIncludedProtocols("TLSv1.3");
    element().configure(engine());
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .anySatisfy(status -> assertThat(status.getMessage()).contains("TLSv1.3"));
  }

  @Test
  void withoutParametersBothVersionsAreUsed() throws GeneralSecurityException {
    SSLEngine engine = engine();
    element().configure(engine);
    assertThat(engine.getEnabledProtocols()).contains("TLSv1.2", "TLSv1.3");
  }
}
