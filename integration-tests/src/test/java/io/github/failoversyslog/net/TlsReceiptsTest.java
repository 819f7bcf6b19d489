package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JDK TLS engines connected by buffers instead of a network. */
class TlsReceiptsTest {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static SSLContext context;

  private final SSLEngine server = context.createSSLEngine();
  private final ObservedEngine client;
  private final ByteBuffer toServer = ByteBuffer.allocate(1 << 20);
  private final ByteBuffer toClient = ByteBuffer.allocate(1 << 20);
  private final ByteBuffer content = ByteBuffer.allocate(1 << 16);

  @BeforeAll
  static void makeContext(@TempDir Path folder) throws IOException, GeneralSecurityException {
    char[] password = Identity.PASSWORD.toCharArray();
    Path keys = AUTHORITY.issue("log1.example").writeKeyStore(folder.resolve("key.p12"));
    Path trust = Identity.writeTrustStore(folder.resolve("trust.p12"), AUTHORITY.certificate());
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(KeyStore.getInstance(keys.toFile(), password), password);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(KeyStore.getInstance(trust.toFile(), password));
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    Files.delete(keys);
  }

  TlsReceiptsTest() {
    server.setUseClientMode(false);
    SSLEngine engine = context.createSSLEngine("log1.example", 6514);
    engine.setUseClientMode(true);
    client = new ObservedEngine(engine);
  }

  private TlsReceipts connect() throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    exchange();
    TlsReceipts receipts = TlsReceipts.of(client);
    assertThat(receipts).isNotNull();
    return receipts;
  }

  /** Exchanges data until neither side has anything to send. */
  private void exchange() throws SSLException {
    boolean more = true;
    while (more) {
      more = says(client, toServer) || says(server, toClient);
      more |= hears(server, toServer) || hears(client, toClient);
    }
  }

  private static boolean says(SSLEngine engine, ByteBuffer out) throws SSLException {
    if (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
      return false;
    }
    engine.wrap(ByteBuffer.allocate(0), out);
    return true;
  }

  private boolean hears(SSLEngine engine, ByteBuffer in) throws SSLException {
    in.flip();
    try {
      HandshakeStatus before = engine.getHandshakeStatus();
      if (before == HandshakeStatus.NEED_WRAP || !in.hasRemaining()) {
        return false;
      }
      SSLEngineResult result = engine.unwrap(in, content.clear());
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
      return result.getStatus() == Status.OK;
    } finally {
      in.compact();
    }
  }

  private void asks(TlsReceipts receipts, int requests) throws SSLException {
    toServer.put(receipts.ask(requests));
  }

  private void sends(SSLEngine from, ByteBuffer out, String text) throws SSLException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      from.wrap(bytes, out);
    }
  }

  @Test
  void eachRequestHasItsAnswer() throws SSLException {
    TlsReceipts receipts = connect();
    asks(receipts, 2);
    assertThat(receipts.answers()).isZero();
    exchange();
    assertThat(receipts.answers()).isEqualTo(2);
    assertThat(receipts.answerBytes()).isEqualTo(2 * 43);
    asks(receipts, 1);
    exchange();
    assertThat(receipts.answers()).isEqualTo(3);
  }

  @Test
  void aRequestIs43BytesLong() throws SSLException {
    assertThat(connect().ask(2).remaining()).isEqualTo(2 * 43);
  }

  @Test
  void manyRequestsAmongMessagesAreAllAnswered() throws SSLException {
    TlsReceipts receipts = connect();
    for (int pair = 1; pair <= 500; pair++) {
      sends(client, toServer, "message " + pair);
      asks(receipts, 2);
      exchange();
      assertThat(receipts.answers()).isEqualTo(2L * pair);
    }
  }

  @Test
  void sessionTicketsAreNotCountedAsAnswers() throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      hears(client, toClient);
      says(client, toServer);
      hears(server, toServer);
      says(server, toClient);
    }
    TlsReceipts receipts = TlsReceipts.of(client);
    assertThat(receipts).isNotNull();
    asks(receipts, 2);
    hears(server, toServer); // the client's last handshake message
    says(server, toClient);
    int ticketBytes = toClient.position();
    assertThat(ticketBytes).isGreaterThan(100);
    hears(client, toClient);
    assertThat(receipts.answers()).isZero();
    exchange();
    assertThat(receipts.answers()).isEqualTo(2);
  }

  @Test
  void messagesAreNotCountedAsAnswers() throws SSLException {
    TlsReceipts receipts = connect();
    asks(receipts, 2);
    sends(server, toClient, "hello"); // also 43 bytes
    assertThat(toClient.position()).isEqualTo(43);
    hears(client, toClient);
    assertThat(receipts.answers()).isZero();
  }

  @Test
  void requestsOfTheServerAreNotCountedAsAnswers() throws SSLException {
    TlsReceipts receipts = connect();
    for (int i = 0; i < 100; i++) {
      server.beginHandshake();
      exchange();
    }
    assertThat(receipts.answers()).isZero();
    asks(receipts, 2);
    server.beginHandshake(); // at the same time as the client's requests
    exchange();
    assertThat(receipts.answers()).isEqualTo(2);
    assertThat(receipts.answerBytes()).isEqualTo(2 * 43);
  }

  @Test
  void aRequestCanBeSentWhileAResponseIsPending() throws SSLException {
    TlsReceipts receipts = connect();
    server.beginHandshake();
    says(server, toClient);
    hears(client, toClient);
    assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
    asks(receipts, 2);
    assertThat(toServer.position()).as("a response and two requests").isEqualTo(3 * 43);
    exchange();
    assertThat(receipts.answers()).isEqualTo(2);
    sends(client, toServer, "still understood");
    toServer.flip();
    assertThat(server.unwrap(toServer, content.clear()).bytesProduced()).isEqualTo(16);
  }

  @Test
  void closeNotifyIsNotCountedAsAnAnswer() throws SSLException {
    TlsReceipts receipts = connect();
    asks(receipts, 2);
    server.closeOutbound();
    says(server, toClient);
    hears(client, toClient);
    assertThat(receipts.answers()).isZero();
  }

  @Test
  void answersArriveAfterTheClientClosedItsSide() throws SSLException {
    TlsReceipts receipts = connect();
    asks(receipts, 2);
    client.closeOutbound();
    says(client, toServer);
    exchange();
    assertThat(receipts.answers()).isPositive();
  }

  @Test
  void anOlderTlsVersionHasNoReceipts() throws SSLException {
    client.setEnabledProtocols(new String[] {"TLSv1.2"});
    client.beginHandshake();
    server.beginHandshake();
    exchange();
    assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(TlsReceipts.of(client)).isNull();
  }

  @Test
  void thereAreNoReceiptsUnlessTheEngineIsObserved() {
    assertThat(TlsReceipts.of(server)).isNull();
  }
}
