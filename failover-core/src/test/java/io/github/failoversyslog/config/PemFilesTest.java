package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that OpenSSL wrote. */
class PemFilesTest {
  private static final int STEP_BYTES = 29;
  private static final int LAST_LINE_BYTES = 26;
  static final String KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQP4loZ5Imt0tgAwf
      N1lAc8ZAVQqu4xQji2w46hzeA9qhRANCAAQzJXpwD8iehLWdQ8KHDRuwFJTHHqkG
      UgBRg79kSYmd9JtYfbrCbyfbzwogOhSuvMZsIk8CKEnzfQDa4Et/WyGv
      -----END PRIVATE KEY-----
      """;

  /** Of that key, issued by itself. */
  static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBeDCCAR+gAwIBAgIUetzF4W93/ecJCgdNcBJkO6IZIvUwCgYIKoZIzj0EAwIw
      ETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEzMDA0MDA1NloYDzIxMjYxMTA2MDQw
      MDU2WjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
      AAQzJXpwD8iehLWdQ8KHDRuwFJTHHqkGUgBRg79kSYmd9JtYfbrCbyfbzwogOhSu
      vMZsIk8CKEnzfQDa4Et/WyGvo1MwUTAdBgNVHQ4EFgQUsxaA6SRq0Gq7lHl8hA9d
      TzZluGEwHwYDVR0jBBgwFoAUsxaA6SRq0Gq7lHl8hA9dTzZluGEwDwYDVR0TAQH/
      BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiASgeLKpZFiOpQboQeynL+Ua17wbHh+
      YV2LppE7591w+AIgRNQwhUhG0lF5mTltNptlp2BXlZONGjxrpzw7C8xIMks=
      -----END CERTIFICATE-----
      """;

  /** Of another key. */
  static final String OTHER =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdjCCAR2gAwIBAgIUSpFeAvWBzeAttt+P/6yPjkjATiswCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYxMTMwMDQwMDU2WhgPMjEyNjExMDYwNDAw
      NTZaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      sAKbRp4B6UU4vURQ3gvWNKC8xgz0nI0+YUy5TINLaqYJ/qbZT0foLCsGjiaHfy8A
      B+Cu7Tuh7OyTQih2/Um36qNTMFEwHQYDVR0OBBYEFMty6An4bfcpdaY7Vq3y+Z7c
      Z2ePMB8GA1UdIwQYMBaAFMty6An4bfcpdaY7Vq3y+Z7cZ2ePMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgY8pT1FnDafHdFhg2qWiDH1GoT70a4beY
      876qHsuOV+QCIA3kahCzDCjWBUhRyX9ZI5TKklDTq94el3Z3ysj2nFhM
      -----END CERTIFICATE-----
      """;

  @TempDir private Path folder;
  private Path trusted;
  private Path certificate;
  private Path key;

  @BeforeEach
  void begin() throws IOException {
    trusted = write("ca.pem", OTHER);
    certificate = write("client.pem", CERTIFICATE);
    key = write("client.key", KEY);
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private PemFiles files() {
    return new PemFiles(
        Optional.of(trusted), Optional.of(certificate), Optional.of(key), Optional.empty());
  }

  private Object use() throws Exception {
    return files().newContext(Fingerprints.NONE);
  }

  @Test
  void readsAKeyWithItsCertificate() throws Exception {
    assertThat(use()).isNotNull();
  }

  @Test
  void aContextIsMadeAnewWhenThePasswordInAFileIsAnother() throws Exception {
    Path password = write("password", "secret");
    PemFiles files =
        new PemFiles(
            Optional.of(trusted),
            Optional.of(certificate),
            Optional.of(key),
            Optional.of(new KeyPassword("file:" + password)));
    String state = files.state();
    write("password", "another");
    assertThat(files.state()).isNotEqualTo(state);
    write("password", "secret");
    assertThat(files.state()).isEqualTo(state);
  }

  @Test
  void refusesAKeyOfAnotherCertificateUntilBothFilesAreReplaced() throws Exception {
    write("client.pem", OTHER); // half a rotation
    assertThatThrownBy(this::use)
        .isInstanceOf(IOException.class)
        .hasMessage(key + " is not the key of the first certificate in " + certificate);
    write("client.pem", CERTIFICATE);
    assertThat(use()).isNotNull();
  }

  @Test
  void namesTheFileWhoseCertificatesFormNoChain() throws Exception {
    write("client.pem", CERTIFICATE + OTHER);
    assertThatThrownBy(this::use)
        .hasMessage(
            certificate
                + " has certificates that form no chain; expected the client's certificate first,"
                + " then each issuer");
  }

  @Test
  void aKeyIsNoDamagedCertificate() throws Exception {
    write("ca.pem", KEY);
    assertThatThrownBy(this::use)
        .hasMessage(trusted + " has no certificate; expected PEM: BEGIN CERTIFICATE");
    write("ca.pem", OTHER.replace("MI", "!!"));
    assertThatThrownBy(this::use).hasMessageStartingWith(trusted + " is damaged");
  }

  @Test
  void aFileThatWasEmptiedIsNamed() throws Exception {
    write("ca.pem", ""); // as a pipe that was read before
    assertThatThrownBy(this::use)
        .hasMessage(
            trusted + " is empty; expected a file that can be read again for every connection");
  }

  /** Whatever another program has written of a file when it is read again. */
  @ParameterizedTest
  @ValueSource(strings = {"ca.pem", "client.pem", "client.key"})
  void aHalfWrittenFileIsNamedAndReadAgainOnceItIsWhole(String file) throws Exception {
    String whole = Files.readString(folder.resolve(file));
    String state = files().state();
    for (int length = 0; length < whole.length(); length += STEP_BYTES) {
      write(file, whole.substring(0, length));
      assertThat(files().state()).as("after %s bytes", length).isNotEqualTo(state);
      boolean lacksItsLastLine = length < whole.length() - LAST_LINE_BYTES;
      if (lacksItsLastLine) {
        assertThatThrownBy(this::use).isInstanceOf(IOException.class).hasMessageContaining(file);
      }
    }
    write(file, whole);
    assertThat(files().state()).isEqualTo(state);
    assertThat(use()).isNotNull();
  }

  @Test
  void saysThatAVariableInTheNameOfAFileIsNotSet() {
    trusted = Path.of("${env:CA_FILE}");
    assertThatThrownBy(this::use)
        .hasMessage("${env:CA_FILE} does not exist; a variable in it is not set");
  }
}
