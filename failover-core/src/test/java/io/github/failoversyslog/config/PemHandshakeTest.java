package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two engines, in memory, of contexts made of files. */
class PemHandshakeTest {
  private static final int MOST_STEPS = 100; // of about 20
  private static final int BUFFER_BYTES = 64 * 1024;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;
  private Path other;
  private SSLEngine client;
  private SSLEngine server;

  @BeforeEach
  void begin() throws IOException {
    certificate = write("client.pem", PemFilesTest.CERTIFICATE);
    key = write("client.key", PemFilesTest.KEY);
    other = write("other.pem", PemFilesTest.OTHER);
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private PemFiles files(Optional<Path> trusted) {
    return new PemFiles(trusted, Optional.of(certificate), Optional.of(key), Optional.empty());
  }

  /** A server that asks who the client is, and trusts the one with the key. */
  private void between(PemFiles ofTheClient, Fingerprints fingerprints) throws Exception {
    client = ofTheClient.newContext(fingerprints).createSSLEngine("log1", 6514);
    client.setUseClientMode(true);
    server = files(Optional.of(certificate)).newContext(Fingerprints.NONE).createSSLEngine();
    server.setUseClientMode(false);
    server.setNeedClientAuth(true);
    handshake();
  }

  private void handshake() throws SSLException {
    ByteBuffer toServer = ByteBuffer.allocate(BUFFER_BYTES);
    ByteBuffer toClient = ByteBuffer.allocate(BUFFER_BYTES);
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; i < MOST_STEPS && !(isOver(client) && isOver(server)); i++) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
    assertThat(isOver(client) && isOver(server)).as("handshake is over").isTrue();
  }

  private static boolean isOver(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> engine.getDelegatedTask().run();
      case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
      case NEED_UNWRAP -> {
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(BUFFER_BYTES));
        in.compact();
      }
      default -> {}
    }
  }

  private Throwable refusal(PemFiles ofTheClient, Fingerprints fingerprints) {
    SSLException refusal =
        catchThrowableOfType(SSLException.class, () -> between(ofTheClient, fingerprints));
    assertThat(refusal).as("refusal").isNotNull().hasCauseInstanceOf(CertificateException.class);
    return refusal.getCause();
  }

  private Certificate own() {
    return client.getSession().getLocalCertificates()[0];
  }

  private Fingerprints ofTheServer() throws Exception {
    between(files(Optional.of(certificate)), Fingerprints.NONE);
    return new Fingerprints(
        Set.of(Fingerprints.of((X509Certificate) client.getSession().getPeerCertificates()[0])));
  }

  @Test
  void bothSidesShowTheirCertificate() throws Exception {
    between(files(Optional.of(certificate)), Fingerprints.NONE);
    assertThat(server.getSession().getPeerCertificates()).containsExactly(own());
  }

  @Test
  void everyCertificateInTheFileIsTrusted() throws Exception {
    write("other.pem", PemFilesTest.OTHER + PemFilesTest.CERTIFICATE);
    between(files(Optional.of(other)), Fingerprints.NONE);
    assertThat(client.getSession().getPeerCertificates()).hasSize(1);
  }

  @Test
  void aServerOfAnotherAuthorityIsRefusedWithItsCertificates() throws Exception {
    Fingerprints right = ofTheServer();
    for (PemFiles files : Set.of(files(Optional.of(other)), files(Optional.empty()))) {
      assertThat(refusal(files, Fingerprints.NONE).getSuppressed())
          .singleElement()
          .isInstanceOf(RefusedCertificates.class);
    }
    assertThat(refusal(files(Optional.of(other)), right)).isNotNull();
  }

  @Test
  void withoutAuthoritiesTheFingerprintDecides() throws Exception {
    between(files(Optional.empty()), ofTheServer());
    assertThat(client.getSession().getPeerCertificates()).hasSize(1);
    assertThat(refusal(files(Optional.empty()), new Fingerprints(Set.of("sha-256:00"))))
        .hasMessageEndingWith("is not one of tlsFingerprints");
  }

  @Test
  void knowsWhetherThereAreAuthorities() {
    assertThat(files(Optional.of(other)).hasAuthorities()).isTrue();
    assertThat(files(Optional.empty()).hasAuthorities()).isFalse();
  }
}
