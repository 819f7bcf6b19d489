package io.github.failoversyslog.config;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key as OpenSSL writes it: PKCS #8, which may be encrypted by PBES2 (RFC 8018).
 *
 * @param name of the file, for messages
 * @param pem its text
 */
record PemKey(String name, String pem) {
  private static final Pattern PKCS8 = block("PRIVATE KEY");
  private static final Pattern ENCRYPTED_PKCS8 = block("ENCRYPTED PRIVATE KEY");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private static final int MOST_ITERATIONS = 5_000_000; // seconds; as the JDK has it for PKCS #12

  private static Pattern block(String type) {
    return Pattern.compile(
        "-----BEGIN " + type + "-----([A-Za-z0-9+/=\\s]+)-----END " + type + "-----");
  }

  /**
   * @throws IOException if it is damaged, or the password is wrong, missing or one too many; the
   *     message names the file and what was expected
   */
  PrivateKey read(Optional<KeyPassword> password) throws IOException, GeneralSecurityException {
    Matcher encrypted = ENCRYPTED_PKCS8.matcher(pem);
    Matcher plain = PKCS8.matcher(pem);
    if (encrypted.find()) {
      if (password.isEmpty()) {
        throw new IOException(name + " has an encrypted key; expected tlsKeyPassword");
      }
      return decrypted(bytesOf(encrypted), password.get());
    }
    if (!plain.find()) {
      throw new IOException(
          name
              + " has no key that can be read; expected PEM: BEGIN PRIVATE KEY or BEGIN ENCRYPTED"
              + " PRIVATE KEY, which \"openssl pkcs8 -topk8\" writes");
    }
    if (password.isPresent()) {
      throw new IOException(
          name + " has a key that is not encrypted; expected no tlsKeyPassword, or another file");
    }
    return key(new PKCS8EncodedKeySpec(bytesOf(plain)))
        .orElseThrow(
            () ->
                new IOException(name + " has a damaged key, or one that is none of " + ALGORITHMS));
  }

  private byte[] bytesOf(Matcher block) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + " is damaged: expected its key in Base64", e);
    }
  }

  @Override
  public String toString() {
    return name; // the text is secret
  }

  private static Optional<PrivateKey> key(PKCS8EncodedKeySpec encoded)
      throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
      } catch (InvalidKeySpecException e) {
        // a key for another algorithm
      }
    }
    return Optional.empty();
  }

  private PrivateKey decrypted(byte[] encoded, KeyPassword from)
      throws IOException, GeneralSecurityException {
    char[] password = from.characters();
    requireAscii(password);
    PBEKeySpec secret = new PBEKeySpec(password);
    try {
      return key(new PKCS8EncodedKeySpec(decrypt(encoded, secret, from.hint())))
          .orElseThrow(() -> wrongPassword(from.hint(), null));
    } finally {
      secret.clearPassword();
      Arrays.fill(password, ' ');
    }
  }

  /** What Java accepts in a password differs between its versions otherwise. */
  private void requireAscii(char[] password) throws IOException {
    for (char character : password) {
      if (character < ' ' || character > '~') {
        throw new IOException(
            name + " cannot be decrypted: tlsKeyPassword may have ASCII characters only");
      }
    }
  }

  private byte[] decrypt(byte[] encoded, PBEKeySpec secret, String hint) throws IOException {
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
      requireFewIterations(info.getAlgParameters());
      String scheme = info.getAlgParameters().toString(); // getAlgName has no more than "PBES2"
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(secret),
          info.getAlgParameters());
      return cipher.doFinal(info.getEncryptedData());
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw wrongPassword(hint, e);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          name
              + " is damaged, or encrypted in a way that Java cannot read; expected PBES2 with AES,"
              + " which \"openssl pkcs8 -topk8 -v2 aes256\" writes",
          e);
    }
  }

  /** A damaged number of iterations could keep the thread for hours. */
  private static void requireFewIterations(AlgorithmParameters parameters)
      throws GeneralSecurityException {
    int iterations = parameters.getParameterSpec(PBEParameterSpec.class).getIterationCount();
    if (iterations > MOST_ITERATIONS) {
      throw new InvalidKeySpecException(
          iterations + " iterations; expected at most " + MOST_ITERATIONS);
    }
  }

  private IOException wrongPassword(String hint, @Nullable Exception e) {
    return new IOException(name + " cannot be decrypted: tlsKeyPassword is wrong" + hint, e);
  }
}
