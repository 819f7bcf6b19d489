package io.github.failoversyslog.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and key as OpenSSL writes them, read anew when they have changed.
 *
 * @param trusted certificates to trust; empty: those with the right fingerprint, or the Java
 *     run-time environment's
 * @param certificate the client's own, and those between it and its root
 * @param key the client's, PKCS #8; there if the certificate is
 * @param password of the key; empty: it is not encrypted
 */
record PemFiles(
    Optional<Path> trusted,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<KeyPassword> password)
    implements TlsEngines {
  private static final char[] NO_PASSWORD = {};
  private static final Pattern CERTIFICATES =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+ )?(CERTIFICATE|PKCS7)-----");

  @Override
  public SSLContext newContext(Fingerprints fingerprints)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys =
        certificate.isPresent() && key.isPresent() ? ownKey(certificate.get(), key.get()) : null;
    if (trusted.isPresent()) {
      return TlsContexts.of(keys, authorities(trusted.get()), fingerprints);
    }
    return TlsContexts.of(keys, fingerprints.isEmpty() ? ofTheJvm() : null, fingerprints);
  }

  @Override
  public boolean hasAuthorities() {
    return trusted.isPresent();
  }

  @Override
  public String state() {
    SourceDigest digest = new SourceDigest();
    trusted.ifPresentOrElse(digest::add, digest::addTrustStoreOfTheJvm);
    certificate.ifPresent(digest::add);
    key.ifPresent(digest::add);
    password.flatMap(KeyPassword::file).ifPresent(digest::add);
    return digest.text();
  }

  private static TrustManagerFactory authorities(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    for (Certificate authority : certificates(file)) {
      store.setCertificateEntry(Integer.toString(store.size()), authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  private static TrustManagerFactory ofTheJvm() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    return trust;
  }

  private KeyManagerFactory ownKey(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    String pem = new String(read(key), StandardCharsets.ISO_8859_1);
    PrivateKey own = new PemKey(key.toString(), pem).read(password);
    try {
      store.setKeyEntry("client", own, NO_PASSWORD, chain);
    } catch (KeyStoreException e) {
      throw new IOException(
          certificate
              + " has certificates that form no chain; expected the client's certificate first,"
              + " then each issuer",
          e);
    }
    if (!KeyPairs.belong(own, chain[0].getPublicKey())) {
      throw new IOException(key + " is not the key of the first certificate in " + certificate);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    byte[] bytes = read(file);
    try {
      Collection<? extends Certificate> certificates =
          isOtherPem(bytes)
              ? List.of()
              : CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(bytes));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    throw new IOException(file + " has no certificate; expected PEM: BEGIN CERTIFICATE");
  }

  /** Whether it is PEM without a certificate, such as a key. */
  private static boolean isOtherPem(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN ") && !CERTIFICATES.matcher(text).find();
  }

  private static byte[] read(Path file) throws IOException {
    byte[] bytes = bytesOf(file);
    if (bytes.length == 0) {
      throw new IOException(empty(file.toString()));
    }
    return bytes;
  }

  /** A pipe is empty when it is read again. */
  static String empty(String file) {
    return file + " is empty; expected a file that can be read again for every connection";
  }

  private static byte[] bytesOf(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(UnsetVariables.named(file + " does not exist"), e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
