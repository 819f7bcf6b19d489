package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate and its private key. */
public record Identity(X509Certificate certificate, PrivateKey key) {
  public static final String PASSWORD = "changeit";
  private static final String OWN = "own";

  /** The certificate in PEM. */
  public String certificatePem() {
    return pem(certificate);
  }

  /** The key in PEM: PKCS 8, not encrypted. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
  }

  /** Writes a PKCS 12 store with certificate and key; its password is {@link #PASSWORD}. */
  public Path writeKeyStore(Path file) {
    return write(keyStore(), file);
  }

  /** Reads what {@link #writeKeyStore} wrote. */
  public static Identity readKeyStore(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      return new Identity(
          (X509Certificate) store.getCertificate(OWN),
          (PrivateKey) store.getKey(OWN, PASSWORD.toCharArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a store that contains only trusted certificates. */
  public static Path writeTrustStore(Path file, X509Certificate... trusted) {
    return write(trustStore(trusted), file);
  }

  private static Path write(KeyStore store, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keyStore() {
    KeyStore store = emptyStore();
    try {
      store.setKeyEntry(OWN, key, PASSWORD.toCharArray(), new X509Certificate[] {certificate});
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore trustStore(X509Certificate... trusted) {
    KeyStore store = emptyStore();
    try {
      for (X509Certificate authority : trusted) {
        store.setCertificateEntry(Integer.toString(store.size()), authority);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A context with this identity that trusts only this authority. */
  public SSLContext context(Optional<X509Certificate> authority) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore(), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authority.map(Identity::trustStore).orElseGet(Identity::emptyStore));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys.getKeyManagers(), authority.isPresent() ? trust.getTrustManagers() : null, null);
    return context;
  }
}
