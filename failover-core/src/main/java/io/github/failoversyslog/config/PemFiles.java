package io.github.failoversyslog.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
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
    store.setKeyEntry("client", new PemKey(key.toString(), pem).read(password), NO_PASSWORD, chain);
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
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file)));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    throw new IOException(file + " has no certificate; expected PEM: BEGIN CERTIFICATE");
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
