package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that OpenSSL 3 wrote. */
class PemKeyTest {
  private static final String PLAIN =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQP4loZ5Imt0tgAwf
      N1lAc8ZAVQqu4xQji2w46hzeA9qhRANCAAQzJXpwD8iehLWdQ8KHDRuwFJTHHqkG
      UgBRg79kSYmd9JtYfbrCbyfbzwogOhSuvMZsIk8CKEnzfQDa4Et/WyGv
      -----END PRIVATE KEY-----
      """;

  /** The same one: {@code openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:secret}. */
  private static final String AES_256 =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg3SCdBM0GuzQICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEPeUdNacCuACVfeWge5LRaIEgZDD
      Nwyl3Vt1OaX35vRz1PVPqpoKFkhfhEDCi6gVFrJO3egeWmK0GQ4nDBrzC3bWr8FL
      HdK804iLvyDlFt58xcer6s+vsoh7a6Tr3CD56oEUSksAPTaqZ6kHE5uEWn0n+ufZ
      R8fjUGMzvj3R3xP3SR65H0GMgxJxu9iCVIenSz4U1DXPcfSiOIlj4MSDCoJ3Cd4=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The same one: {@code -v2 aes-128-cbc -v2prf hmacWithSHA1}. */
  private static final String AES_128 =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHeMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhNLoODOhnOWwICCAAw
      HQYJYIZIAWUDBAECBBDyvw7l/M0fU5/EYRGbWXI8BIGQAjweotn6/LtdQCvn/57d
      cHrwGZEuHKdhMDiE+nk8I1YjbJhXadmKi5Wsx6PEG+eUl4kqZqd23iYZnWGHENv9
      qE/OwdGq40OMIztlEpJkmZO2hTROsehSp4Cjxgzd2lqcoKvcQYzqSW6fTBPxLzQQ
      yXutFIMgC276NKGl+/fJLkLaOufuY0kI7vbvbUMB4jSf
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The same one: {@code -v2 des3}, which Java does not have. */
  private static final String DES =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHjME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAhVY1o7txJwDwICCAAw
      DAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQIsNJbkX7/IawEgZBTZ40i3q/Rziqv
      PcqPGz6u3uLsgSrDPKv0iQQy3tTt3YVQovf2ih0so9DpgJC2xnqBDwuWDdVFRcgH
      0Bt07++rZntTlg8IBE3PC8BpKUgJvlcrXwVFoRTNX7l9qRd+S8JqgcUVBTgwNv4Q
      0tDU21wX3PdC7dM3CbZuzfQw/B0F+IhGbB0w5eiRW4b6gYopiEk=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The first one, with 2,147,483,647 iterations. */
  private static final String HOURS =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHuMFkGCSqGSIb3DQEFDTBMMCsGCSqGSIb3DQEFDDAeBAg3SCdBM0GuzQIEf///
      /zAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQ95R01pwK4AJV95aB7ktFogSB
      kMM3DKXdW3U5pffm9HPU9U+qmgoWSF+EQMKLqBUWsk7d6B5aYrQZDicMGvMLdtav
      wUsd0rzTiIu/IOUW3nzFx6vqz6+yiHtrpOvcIPnqgRRKSwA9NqpnqQcTm4RafSf6
      59lHx+NQYzO+PdHfE/dJHrkfQYyDEnG72IJUh6dLPhTUNc9x9KI4iWPgxIMKgncJ
      3g==
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  @TempDir private Path folder;

  private static byte[] read(String pem, String... password)
      throws IOException, GeneralSecurityException {
    return new PemKey("client.key", pem)
        .read(
            Optional.of(password).filter(one -> one.length > 0).map(one -> new KeyPassword(one[0])))
        .getEncoded();
  }

  @ParameterizedTest
  @ValueSource(strings = {AES_256, AES_128})
  void decryptsWhatOpenSslEncrypted(String pem) throws Exception {
    assertThat(read(pem, "secret")).isEqualTo(read(PLAIN));
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // it ignores interrupts
  void refusesANumberOfIterationsThatWouldTakeHours() {
    assertThatThrownBy(() -> read(HOURS, "secret"))
        .hasMessageStartingWith("client.key is damaged, or encrypted in a way that Java")
        .hasStackTraceContaining("2147483647 iterations; expected at most 5000000");
  }

  @Test
  void readsThePasswordFromAFileWithoutOneLineEnd() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "secret\r\n");
    assertThat(read(AES_256, "file:" + file)).isEqualTo(read(PLAIN));
    Files.writeString(file, "secret\n\n");
    assertThatThrownBy(() -> read(AES_256, "file:" + file)).isInstanceOf(IOException.class);
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> read(AES_256, "file:" + file))
        .hasMessage(
            "the file that tlsKeyPassword names, "
                + file
                + " is empty; expected a file that can be read again for every connection");
    Files.delete(file);
    assertThatThrownBy(() -> read(AES_256, "file:" + file))
        .hasMessage("the file that tlsKeyPassword names cannot be read: " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:SHOP_KEY_PASSWORD}", "SHOP_KEY_PASSWORD_IS_UNDEFINED"})
  void saysThatTheVariableWithThePasswordIsNotSet(String left) {
    assertThatThrownBy(() -> read(AES_256, left))
        .hasMessage(
            "client.key cannot be decrypted: tlsKeyPassword is wrong; a variable in it is not set");
    assertThatThrownBy(() -> read(AES_256, "file:" + left))
        .hasMessageEndingWith(left + "; a variable in it is not set");
  }

  @Test
  void saysWhatIsWrongAndNeverThePassword() {
    assertThatThrownBy(() -> read(AES_256, "guessed"))
        .hasMessage("client.key cannot be decrypted: tlsKeyPassword is wrong");
    assertThatThrownBy(() -> read(AES_256))
        .hasMessage("client.key has an encrypted key; expected tlsKeyPassword");
    assertThatThrownBy(() -> read(PLAIN, "guessed"))
        .hasMessage(
            "client.key has a key that is not encrypted; expected no tlsKeyPassword, or another"
                + " file");
    assertThatThrownBy(() -> read(AES_256, "geheim\u00e4"))
        .hasMessage(
            "client.key cannot be decrypted: tlsKeyPassword may have ASCII characters only");
    assertThatThrownBy(() -> read(AES_256, " ~")) // the first and the last character of ASCII's
        .hasMessage("client.key cannot be decrypted: tlsKeyPassword is wrong");
    assertThatThrownBy(() -> read(DES, "secret"))
        .hasMessageStartingWith(
            "client.key is damaged, or encrypted in a way that Java cannot read");
    assertThatThrownBy(() -> read("none"))
        .hasMessageStartingWith("client.key has no key that can be read; expected PEM");
    assertThatThrownBy(() -> read(PLAIN.replace("WyGv", "Wy=v")))
        .hasMessage("client.key is damaged: expected its key in Base64");
    assertThat(new KeyPassword("guessed"))
        .hasToString("***")
        .isEqualTo(new KeyPassword("guessed"))
        .hasSameHashCodeAs(new KeyPassword("guessed"))
        .isNotEqualTo(new KeyPassword("secret"))
        .isNotEqualTo("guessed");
    assertThat(new PemKey("client.key", PLAIN)).hasToString("client.key");
  }
}
