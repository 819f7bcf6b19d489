package io.github.failoversyslog.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.failoversyslog.fuzz.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The contents of PEM files. Whatever is in them, reading ends soon and throws nothing but what it
 * is said to throw, and reasons do not show the key or its password.
 *
 * <p>The first byte of an input says what the rest is: a key, an encrypted key, certificates to
 * trust, or the client's own certificates.
 */
public final class PemFuzzer {
  private static final String PASSWORD = "open sesame";
  private static final int SHOWN_AT_MOST = 16;
  private static final Path FILE = newFile("fuzzed");
  private static final Path KEY = newFile("key");

  private PemFuzzer() {}

  private static Path newFile(String name) {
    try {
      return Files.createTempFile(name, ".pem");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jazzer calls it before the first input. */
  public static void fuzzerInitialize() throws IOException, GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    Files.writeString(
        KEY,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    FILE.toFile().deleteOnExit();
    KEY.toFile().deleteOnExit();
  }

  /** The method name required by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] file = Arrays.copyOfRange(input, 1, input.length);
    try {
      read(input[0] & 3, file);
    } catch (IOException | GeneralSecurityException e) {
      if (isKey(input[0] & 3)) {
        requireNoSecret(String.valueOf(e.getMessage()), new String(file, ISO_8859_1));
      }
    }
  }

  private static boolean isKey(int kind) {
    return kind < 2;
  }

  private static void read(int kind, byte[] file) throws IOException, GeneralSecurityException {
    switch (kind) {
      case 0 -> readKey(file, Optional.empty());
      case 1 -> readKey(file, Optional.of(new KeyPassword(PASSWORD)));
      case 2 -> {
        Files.write(FILE, file);
        new PemFiles(Optional.of(FILE), Optional.empty(), Optional.empty(), Optional.empty())
            .newContext(Fingerprints.NONE);
      }
      default -> {
        Files.write(FILE, file);
        new PemFiles(Optional.empty(), Optional.of(FILE), Optional.of(KEY), Optional.empty())
            .newContext(Fingerprints.NONE);
      }
    }
  }

  private static void readKey(byte[] file, Optional<KeyPassword> password)
      throws IOException, GeneralSecurityException {
    PrivateKey key = new PemKey("key.pem", new String(file, ISO_8859_1)).read(password);
    Check.that(key != null && key.getAlgorithm() != null, "no key and no exception");
  }

  private static void requireNoSecret(String reason, String file) {
    Check.that(!reason.contains(PASSWORD), "the password is in a reason");
    for (int at = 0; at + SHOWN_AT_MOST <= file.length(); at += SHOWN_AT_MOST) {
      String part = file.substring(at, at + SHOWN_AT_MOST);
      boolean base64 = part.matches("[A-Za-z0-9+/=]+");
      Check.that(!base64 || !reason.contains(part), "a part of the key is in a reason");
    }
  }
}
