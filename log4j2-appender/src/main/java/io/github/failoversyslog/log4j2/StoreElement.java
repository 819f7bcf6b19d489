package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.config.SourceDigest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.util.Loader;
import org.apache.logging.log4j.core.util.NetUtils;

/**
 * Log4j's element {@code <KeyStore>} or {@code <TrustStore>}, with the attributes that Log4j has
 * for it.
 */
final class StoreElement {
  private static final String PASSWORD = "password";
  private static final String PASSWORD_FILE = "passwordFile";
  private static final String PASSWORD_VARIABLE = "passwordEnvironmentVariable";
  private static final String KEY_ALGORITHM = "keyManagerFactoryAlgorithm";
  private static final String TRUST_ALGORITHM = "trustManagerFactoryAlgorithm";
  private static final List<String> KNOWN =
      List.of(
          "location",
          PASSWORD,
          PASSWORD_FILE,
          PASSWORD_VARIABLE,
          "type",
          KEY_ALGORITHM,
          TRUST_ALGORITHM);
  private static final String CLASS_PATH = "classpath:";

  private final Attributes attributes;

  private StoreElement(Attributes attributes) {
    this.attributes = attributes;
  }

  static StoreElement of(Node node, UnaryOperator<String> substitute, List<String> faults) {
    Attributes attributes = Attributes.of(node, substitute, KNOWN, faults);
    if (attributes.text("location").isEmpty()) {
      faults.add("location of <" + node.getName() + "> is missing; expected a file");
    }
    return new StoreElement(attributes);
  }

  KeyManagerFactory keys() throws IOException, GeneralSecurityException {
    String algorithm =
        attributes.text(KEY_ALGORITHM).orElseGet(KeyManagerFactory::getDefaultAlgorithm);
    KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
    Optional<Password> password = password();
    factory.init(load(password), password.map(Password::characters).orElse(new char[0]));
    return factory;
  }

  TrustManagerFactory trusted() throws IOException, GeneralSecurityException {
    String algorithm =
        attributes.text(TRUST_ALGORITHM).orElseGet(TrustManagerFactory::getDefaultAlgorithm);
    TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm);
    factory.init(load(password()));
    return factory;
  }

  /** Adds the store, and the file with its password. */
  void addTo(SourceDigest digest) {
    digest.add(() -> open(location()));
    attributes.text(PASSWORD_FILE).map(Path::of).ifPresent(digest::add);
  }

  private KeyStore load(Optional<Password> password) throws IOException, GeneralSecurityException {
    KeyStore store =
        KeyStore.getInstance(attributes.text("type").orElseGet(KeyStore::getDefaultType));
    try (InputStream in = open(location())) {
      store.load(in, password.map(Password::characters).orElse(null));
      return store;
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new IOException(Log4j2Texts.storeMissing(location()), e);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new IOException(
          password
              .map(used -> Log4j2Texts.storeUnreadable(location(), used.source(), why))
              .orElseGet(() -> Log4j2Texts.storeUnreadable(location(), why)),
          e);
    }
  }

  private String location() {
    return attributes.text("location").orElse("");
  }

  private static InputStream open(String location) throws IOException {
    if (location.startsWith(CLASS_PATH)) {
      InputStream in = Loader.getResourceAsStream(location.substring(CLASS_PATH.length()), null);
      if (in == null) {
        throw new FileNotFoundException(location);
      }
      return in;
    }
    URI uri = NetUtils.toURI(location);
    return uri.isAbsolute() ? uri.toURL().openStream() : Files.newInputStream(Path.of(location));
  }

  /**
   * @param source where it was found, for messages
   */
  private record Password(String text, String source) {
    char[] characters() {
      return text.toCharArray();
    }
  }

  private Optional<Password> password() throws IOException {
    Optional<String> file = attributes.text(PASSWORD_FILE);
    if (file.isPresent()) {
      return Optional.of(passwordIn(file.get(), "passwordFile " + file.get()));
    }
    Optional<String> variable = attributes.text(PASSWORD_VARIABLE);
    if (variable.isPresent()) {
      return Optional.of(passwordOf(variable.get(), "environment variable " + variable.get()));
    }
    return attributes.text(PASSWORD).map(text -> new Password(text, "the attribute password"));
  }

  private Password passwordIn(String file, String source) throws IOException {
    try {
      return new Password(Files.readString(Path.of(file), Charset.defaultCharset()), source);
    } catch (NoSuchFileException e) {
      throw new IOException(Log4j2Texts.passwordMissing(source, location()), e);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new IOException(Log4j2Texts.passwordUnreadable(source, why, location()), e);
    }
  }

  private Password passwordOf(String variable, String source) throws IOException {
    String text = System.getenv(variable);
    if (text == null) {
      throw new IOException(Log4j2Texts.passwordNotSet(source, location()));
    }
    return new Password(text, source);
  }
}
