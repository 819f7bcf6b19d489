package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.config.SourceDigest;
import io.github.failoversyslog.config.TlsContexts;
import io.github.failoversyslog.config.TlsEngines;
import io.github.failoversyslog.config.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.logging.log4j.core.config.Node;

/**
 * Log4j's element {@code <Ssl>} with {@code <KeyStore>} and {@code <TrustStore>}, as they are
 * written. The stores are read anew when they have changed.
 */
final class SslElement implements TlsEngines {
  static final String NAME = "Ssl";
  private static final String VERIFY_HOST_NAME = "verifyHostName";

  private final List<String> faults = new ArrayList<>();
  private final boolean verifyHostName;
  private Optional<StoreElement> keyStore = Optional.empty();
  private Optional<StoreElement> trustStore = Optional.empty();

  private SslElement(Node node, UnaryOperator<String> substitute) {
    // the protocol is of no account: it is TLS 1.3 or 1.2, whichever the server has
    Attributes attributes =
        Attributes.of(node, substitute, List.of("protocol", VERIFY_HOST_NAME), faults);
    String verify = attributes.text(VERIFY_HOST_NAME).orElse("true").toLowerCase(Locale.ROOT);
    this.verifyHostName = !verify.equals("false");
    if (verifyHostName && !verify.equals("true")) {
      faults.add("verifyHostName of <Ssl> is \"" + verify + "\"; expected true or false");
    }
    node.getChildren().forEach(child -> add(child, substitute));
  }

  private void add(Node child, UnaryOperator<String> substitute) {
    if (child.getName().equalsIgnoreCase("KeyStore") && keyStore.isEmpty()) {
      keyStore = Optional.of(StoreElement.of(child, substitute, faults));
    } else if (child.getName().equalsIgnoreCase("TrustStore") && trustStore.isEmpty()) {
      trustStore = Optional.of(StoreElement.of(child, substitute, faults));
    } else {
      faults.add(
          "extra element <"
              + child.getName()
              + "> of <Ssl>; expected one <KeyStore> and one <TrustStore> at most");
    }
  }

  /**
   * @param substitute puts values in the place of {@code ${...}}
   */
  static SslElement of(Node node, UnaryOperator<String> substitute) {
    return new SslElement(node, substitute);
  }

  /** What is wrong with what is written. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  TlsSettings settings() {
    return new TlsSettings(this, verifyHostName);
  }

  @Override
  public SSLContext newContext(Fingerprints fingerprints)
      throws IOException, GeneralSecurityException {
    return TlsContexts.of(
        keyStore.isPresent() ? keyStore.get().keys() : null,
        trustStore.isPresent() ? trustStore.get().trusted() : null,
        fingerprints);
  }

  @Override
  public String state() {
    SourceDigest digest = new SourceDigest();
    keyStore.ifPresent(store -> store.addTo(digest));
    trustStore.ifPresentOrElse(store -> store.addTo(digest), digest::addTrustStoreOfTheJvm);
    return digest.text();
  }
}
