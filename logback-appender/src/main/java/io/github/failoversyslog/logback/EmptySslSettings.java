package io.github.failoversyslog.logback;

import ch.qos.logback.core.net.ssl.KeyManagerFactoryFactoryBean;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.net.ssl.SecureRandomFactoryBean;
import ch.qos.logback.core.net.ssl.TrustManagerFactoryFactoryBean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is empty in {@code <ssl>} for absent. Logback looks for a protocol, a provider or a
 * list of ciphers without a name, and so no connection would ever be made. A password may be empty.
 */
final class EmptySslSettings {
  private EmptySslSettings() {}

  static void clear(SSLConfiguration ssl) {
    clear(ssl.getProtocol(), ssl::setProtocol);
    clear(ssl.getProvider(), ssl::setProvider);
    clear(ssl.getKeyStore());
    clear(ssl.getTrustStore());
    KeyManagerFactoryFactoryBean keys = ssl.getKeyManagerFactory();
    clear(keys.getAlgorithm(), keys::setAlgorithm);
    clear(keys.getProvider(), keys::setProvider);
    TrustManagerFactoryFactoryBean trust = ssl.getTrustManagerFactory();
    clear(trust.getAlgorithm(), trust::setAlgorithm);
    clear(trust.getProvider(), trust::setProvider);
    SecureRandomFactoryBean random = ssl.getSecureRandom();
    clear(random.getAlgorithm(), random::setAlgorithm);
    clear(random.getProvider(), random::setProvider);
    SSLParametersConfiguration parameters = ssl.getParameters();
    clear(parameters.getIncludedProtocols(), parameters::setIncludedProtocols);
    clear(parameters.getExcludedProtocols(), parameters::setExcludedProtocols);
    clear(parameters.getIncludedCipherSuites(), parameters::setIncludedCipherSuites);
    clear(parameters.getExcludedCipherSuites(), parameters::setExcludedCipherSuites);
  }

  private static void clear(@Nullable KeyStoreFactoryBean store) {
    if (store != null) {
      clear(store.getType(), store::setType);
      clear(store.getProvider(), store::setProvider);
    }
  }

  private static void clear(@Nullable String text, Consumer<@Nullable String> setting) {
    if (text != null && text.isBlank()) {
      setting.accept(null);
    }
  }
}
