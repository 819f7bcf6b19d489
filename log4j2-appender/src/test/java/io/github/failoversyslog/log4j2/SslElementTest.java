package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.failoversyslog.config.Fingerprints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.util.PluginType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SslElementTest {
  @TempDir private Path folder;
  private final Node ssl = new Node(null, "Ssl", (PluginType<?>) null);
  private Path store;
  private Path passwordFile;

  @BeforeEach
  void writeStore() throws IOException, GeneralSecurityException {
    store = folder.resolve("store.p12");
    passwordFile = Files.writeString(folder.resolve("password"), "secret");
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (OutputStream out = Files.newOutputStream(store)) {
      empty.store(out, "secret".toCharArray());
    }
  }

  private void add(String element, Map<String, String> attributes) {
    Node child = new Node(ssl, element, (PluginType<?>) null);
    child.getAttributes().putAll(attributes);
    ssl.getChildren().add(child);
  }

  private void add(String element) {
    add(
        element,
        Map.of("location", store.toString(), "passwordFile", passwordFile.toString(), "type", ""));
  }

  private SslElement element() {
    return SslElement.of(ssl, text -> text);
  }

  private Object context() throws IOException, GeneralSecurityException {
    return element().newContext(Fingerprints.NONE).createSSLEngine();
  }

  @Test
  void aContextIsMadeWithStoresAndWithout() throws Exception {
    assertThat(context()).isNotNull();
    add("KeyStore");
    assertThat(context()).isNotNull();
    add("TrustStore");
    assertThat(context()).isNotNull();
    assertThat(element().faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"KeyStore", "TrustStore"})
  void aContextIsMadeAnewWhenAStoreOrItsPasswordIsAnother(String name) throws IOException {
    String none = element().state();
    add(name);
    String state = element().state();
    assertThat(state).isNotEqualTo(none).isEqualTo(element().state()).isNotBlank();
    Files.writeString(passwordFile, "another");
    assertThat(element().state()).isNotEqualTo(state);
    Files.writeString(passwordFile, "secret");
    Files.writeString(store, "another");
    assertThat(element().state()).isNotEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({",true", "true,true", "TRUE,true", "false,false", "False,false"})
  void theHostNameIsVerifiedUnlessThatIsTurnedOff(String text, boolean expected) {
    if (text != null) {
      ssl.getAttributes().put("verifyHostName", text);
    }
    assertThat(element().settings().verifyHostName()).isEqualTo(expected);
    assertThat(element().faults()).isEmpty();
  }

  @Test
  void refusesAnotherWordForIt() {
    ssl.getAttributes().put("verifyHostName", "yes");
    assertThat(element().faults())
        .containsExactly("verifyHostName of <Ssl> is \"yes\"; expected true or false");
  }

  private void isRefused(String location, Map<String, String> attributes, String message) {
    ssl.getChildren().clear();
    add("TrustStore", attributes);
    ssl.getChildren().get(0).getAttributes().put("location", location);
    assertThatIOException().isThrownBy(this::context).withMessageStartingWith(message);
  }

  @Test
  void namesTheStoreThatCannotBeRead() throws IOException {
    String missing = folder.resolve("missing").toString();
    isRefused(missing, Map.of(), missing + " does not exist");
    isRefused("classpath:no/such", Map.of(), "classpath:no/such does not exist");
    String other = "classpath:" + getClass().getName().replace('.', '/') + ".class";
    isRefused(other, Map.of("type", "PKCS12"), "cannot read " + other + ": ");
  }

  @Test
  void namesThePlaceOfAPasswordThatIsWrong() {
    isRefused(
        store.toString(),
        Map.of("password", "guessed"),
        "cannot read " + store + " with all characters of the attribute password as password");
    isRefused(
        store.toString(),
        Map.of("passwordEnvironmentVariable", "PATH"),
        "cannot read " + store + " with all characters of environment variable PATH as password");
  }
}
