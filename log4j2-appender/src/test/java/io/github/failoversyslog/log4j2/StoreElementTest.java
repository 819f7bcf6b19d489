package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.util.PluginType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of a store, wherever it is written. It is {@code secret}. */
class StoreElementTest {
  @TempDir Path folder;
  private Path store = Path.of("");
  private Path passwordFile = Path.of("");

  @BeforeEach
  void writeStore() throws IOException, GeneralSecurityException {
    store = folder.resolve("trust.p12");
    passwordFile = folder.resolve("password");
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (OutputStream out = Files.newOutputStream(store)) {
      empty.store(out, "secret".toCharArray());
    }
  }

  private StoreElement element(String attribute, Object value) {
    Node node = new Node(null, "TrustStore", (PluginType<?>) null);
    node.getAttributes().putAll(Map.of("location", store.toString(), attribute, value.toString()));
    List<String> faults = new ArrayList<>();
    StoreElement element = StoreElement.of(node, text -> text, faults);
    assertThat(faults).isEmpty();
    return element;
  }

  private String expected() {
    return "expected the password of " + store + " and nothing else, not even a line end";
  }

  @Test
  void opensWithTheRightPassword() throws IOException {
    Files.writeString(passwordFile, "secret");
    assertThatCode(() -> element("passwordFile", passwordFile).trusted())
        .doesNotThrowAnyException();
    assertThatCode(() -> element("password", "secret").trusted()).doesNotThrowAnyException();
  }

  @Test
  void namesThePasswordFileThatIsNotThere() {
    assertThatIOException()
        .isThrownBy(() -> element("passwordFile", passwordFile).keys())
        .withMessage("passwordFile " + passwordFile + " does not exist; " + expected());
  }

  @Test
  void namesThePasswordFileThatCannotBeRead() throws IOException {
    Files.createDirectory(passwordFile);
    assertThatIOException()
        .isThrownBy(() -> element("passwordFile", passwordFile).trusted())
        .withMessageStartingWith("cannot read passwordFile " + passwordFile + ": ")
        .withMessageEndingWith("; " + expected());
  }

  @Test
  void namesThePasswordFileThatHasMoreThanThePassword() throws IOException {
    Files.writeString(passwordFile, "secret\n");
    assertThatIOException()
        .isThrownBy(() -> element("passwordFile", passwordFile).trusted())
        .withMessageStartingWith(
            "cannot read " + store + " with all characters of passwordFile " + passwordFile);
  }

  @Test
  void namesTheVariableThatIsNotSet() {
    assertThatIOException()
        .isThrownBy(() -> element("passwordEnvironmentVariable", "NO_SUCH_VARIABLE").trusted())
        .withMessage("environment variable NO_SUCH_VARIABLE is not set; " + expected());
  }
}
