package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.net.TlsRecords.Need;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client's records to and from a server's engine, without a network. */
class TlsRecordsTest {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final int REQUEST_BYTES = 43;
  private static SSLContext context;

  private final SSLEngine server = context.createSSLEngine();
  private final SSLEngine engine = context.createSSLEngine("log1.example", 6514);
  private final MemoryChannel channel = new MemoryChannel();
  private final TlsRecords client = new TlsRecords(channel, engine);
  private final EngineServer reader = new EngineServer(server, channel);
  private final StringBuilder heardByClient = new StringBuilder();
  private final ByteBuffer some = ByteBuffer.allocate(1 << 16);

  @BeforeAll
  static void makeContext() throws GeneralSecurityException {
    context = AUTHORITY.issue("log1.example").context(Optional.of(AUTHORITY.certificate()));
  }

  TlsRecordsTest() {
    engine.setUseClientMode(true);
  }

  private void connect() throws IOException {
    server.beginHandshake();
    Need need = client.handshake();
    while (need != Need.NOTHING) {
      if (need == Need.TASK) {
        engine.getDelegatedTask().run();
      } else {
        serverActs();
      }
      need = client.handshake();
    }
    exchange();
    client.keyUpdates().begin();
    channel.written.clear();
  }

  /** Both read and answer until neither has more to say. */
  private void exchange() throws IOException {
    do {
      clientReads();
    } while (serverActs());
    clientReads();
  }

  private void clientReads() throws IOException {
    client.beginTurn();
    while (client.read(some.clear()) > 0) {
      heardByClient.append(US_ASCII.decode(some.flip()));
    }
  }

  /** Returns whether it has read or written something. */
  private boolean serverActs() throws SSLException {
    boolean acted = false;
    while (reader.reads() || serverAnswers()) {
      acted = true;
    }
    return acted;
  }

  private boolean serverAnswers() throws SSLException {
    boolean answers = reader.hasToAnswer();
    if (answers) {
      server.wrap(ByteBuffer.allocate(0), channel.toRead);
    }
    return answers;
  }

  private void serverSends(String text) throws SSLException {
    server.wrap(ByteBuffer.wrap(text.getBytes(US_ASCII)), channel.toRead);
  }

  private void clientSends(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    client.write(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(client.isFlushed()).isTrue();
  }

  private long answers() {
    return client.keyUpdates().answersToUs();
  }

  @Test
  void contentPassesInBothDirections() throws IOException {
    connect();
    String large = "0123456789".repeat(20_000); // many records
    clientSends(large);
    serverSends("hello");
    exchange();
    assertThat(reader.heard()).hasToString(large);
    assertThat(heardByClient).hasToString("hello");
  }

  @Test
  void contentIsTakenInPiecesOfAnySize() throws IOException {
    connect();
    serverSends("hello");
    ByteBuffer two = ByteBuffer.allocate(2);
    StringBuilder pieces = new StringBuilder();
    for (int read = client.read(two); read > 0; read = client.read(two.clear())) {
      assertThat(read).isLessThanOrEqualTo(2);
      pieces.append(US_ASCII.decode(two.flip())).append('|');
    }
    assertThat(pieces).hasToString("he|ll|o|");
  }

  @Test
  void recordsArriveInPiecesOfAnySize() throws IOException {
    connect();
    serverSends("hello");
    byte[] record = Arrays.copyOf(channel.toRead.array(), channel.toRead.position());
    channel.toRead.clear();
    for (int at = 0; at < record.length; at++) {
      assertThat(client.read(some.clear())).as("before byte %d", at).isZero();
      channel.toRead.put(record[at]);
    }
    assertThat(client.read(some.clear())).isEqualTo(5);
  }

  @Test
  void whatTheChannelDoesNotAcceptIsWrittenLaterInOrder() throws IOException {
    connect();
    String expected = "0123456789".repeat(50_000);
    ByteBuffer bytes = ByteBuffer.wrap(expected.getBytes(US_ASCII));
    channel.accept(1);
    client.write(bytes);
    assertThat(client.isFlushed()).isFalse();
    assertThat(client.written()).isPositive();
    assertThat(bytes.hasRemaining())
        .as("no more is encrypted than is about to be written")
        .isTrue();
    for (int turn = 0; bytes.hasRemaining() || !client.isFlushed(); turn++) {
      channel.accept(turn * 7 % 5000);
      client.write(bytes);
      serverActs();
    }
    assertThat(reader.heard()).hasToString(expected);
  }

  @Test
  void theEndOfTheStreamIsReadBehindTheContent() throws IOException {
    connect();
    serverSends("bye");
    server.closeOutbound();
    serverAnswers();
    assertThat(client.read(some.clear())).isEqualTo(3);
    assertThat(client.read(some.clear())).as("close_notify").isEqualTo(-1);
  }

  @Test
  void theChannelsEndIsTheEndOfTheStream() throws IOException {
    connect();
    serverSends("bye");
    channel.end();
    assertThat(client.read(some.clear())).isEqualTo(3);
    assertThat(client.read(some.clear())).isEqualTo(-1);
  }

  @Test
  void theServerStillSpeaksAfterTheClientEndedItsOutput() throws IOException {
    connect();
    client.end();
    assertThat(client.flush()).isTrue();
    serverSends("late");
    clientReads();
    assertThat(heardByClient).hasToString("late");
    serverActs();
    assertThat(server.isInboundDone()).as("close_notify").isTrue();
  }

  @Test
  void aTurnReadsALimitedNumberOfBytesWithoutContent() throws IOException {
    connect();
    while (channel.toRead.position() < 200 * 1024) {
      server.beginHandshake();
      serverAnswers();
    }
    long before = client.heard();
    client.beginTurn();
    assertThat(client.read(some.clear())).isZero();
    assertThat(client.heard() - before).isBetween(64L * 1024, 100L * 1024);
  }

  @Test
  void noMoreIsAnsweredToAServerThatDoesNotReadTheAnswers() throws IOException {
    connect();
    channel.accept(0);
    for (int turn = 0; turn < 100; turn++) {
      for (int record = 0; record < 100; record++) {
        server.beginHandshake();
        serverAnswers();
      }
      client.beginTurn();
      assertThat(client.read(some.clear())).isZero();
    }
    assertThat(client.owesAnswer()).isTrue();
    channel.accept(1 << 20);
    assertThat(client.flush()).isTrue();
    assertThat(client.owesAnswer()).isFalse();
    assertThat(client.written()).isLessThan(300 * 1024);
  }

  @Test
  void eachRequestHasItsAnswer() throws IOException {
    connect();
    client.requestKeyUpdates(2);
    assertThat(answers()).isZero();
    exchange();
    assertThat(answers()).isEqualTo(2);
    assertThat(client.keyUpdates().answerBytes()).isEqualTo(2 * REQUEST_BYTES);
    client.requestKeyUpdates(1);
    exchange();
    assertThat(answers()).isEqualTo(3);
  }

  @Test
  void aRequestIs43BytesLong() throws IOException {
    connect();
    client.requestKeyUpdates(2);
    assertThat(channel.written.position()).isEqualTo(2 * REQUEST_BYTES);
  }

  @Test
  void manyRequestsAmongMessagesAreAllAnswered() throws IOException {
    connect();
    for (int pair = 1; pair <= 500; pair++) {
      clientSends("message " + pair);
      client.requestKeyUpdates(2);
      exchange();
      assertThat(answers()).isEqualTo(2L * pair);
    }
    assertThat(reader.heard()).startsWith("message 1message 2").endsWith("message 500");
  }

  @Test
  void sessionTicketsAreNotCountedAsAnswers() throws IOException {
    server.beginHandshake();
    Need need = client.handshake();
    while (need != Need.NOTHING) {
      if (need == Need.TASK) {
        engine.getDelegatedTask().run();
      } else {
        serverActs();
      }
      need = client.handshake();
    }
    client.keyUpdates().begin();
    client.requestKeyUpdates(2);
    while (reader.reads()) {} // the client's last handshake messages
    serverAnswers();
    assertThat(channel.toRead.position()).as("a ticket").isGreaterThan(100);
    clientReads();
    assertThat(answers()).isZero();
    exchange();
    assertThat(answers()).isEqualTo(2);
  }

  @Test
  void messagesAreNotCountedAsAnswers() throws IOException {
    connect();
    client.requestKeyUpdates(2);
    serverSends("hello");
    assertThat(channel.toRead.position()).isEqualTo(REQUEST_BYTES);
    clientReads();
    assertThat(heardByClient).hasToString("hello");
    assertThat(answers()).isZero();
  }

  @Test
  void requestsOfTheServerAreNotCountedAsAnswers() throws IOException {
    connect();
    for (int i = 0; i < 100; i++) {
      server.beginHandshake();
      exchange();
    }
    assertThat(answers()).isZero();
    client.requestKeyUpdates(2);
    server.beginHandshake(); // at the same time as the client's requests
    exchange();
    assertThat(answers()).isEqualTo(2);
    assertThat(client.keyUpdates().answerBytes()).isEqualTo(2 * REQUEST_BYTES);
  }

  @Test
  void aRequestCanBeSentWhileAnAnswerIsNotWritten() throws IOException {
    connect();
    server.beginHandshake();
    serverAnswers();
    channel.accept(0);
    clientReads();
    assertThat(client.owesAnswer()).isTrue();
    channel.accept(1 << 20);
    client.requestKeyUpdates(2);
    assertThat(channel.written.position())
        .as("an answer and two requests")
        .isEqualTo(3 * REQUEST_BYTES);
    exchange();
    assertThat(answers()).isEqualTo(2);
    clientSends("still understood");
    exchange();
    assertThat(reader.heard()).hasToString("still understood");
  }

  @Test
  void closeNotifyIsNotCountedAsAnAnswer() throws IOException {
    connect();
    client.requestKeyUpdates(2);
    server.closeOutbound();
    serverAnswers();
    assertThat(client.read(some.clear())).isEqualTo(-1);
    assertThat(answers()).isZero();
  }

  @Test
  void keyUpdatesAreNoAnswersOnceTheClientEndedItsOutput() throws IOException {
    connect();
    client.requestKeyUpdates(2);
    client.end();
    assertThat(client.flush()).isTrue();
    server.beginHandshake(); // its own request, which the engine takes like an answer now
    serverAnswers();
    clientReads();
    assertThat(answers()).isZero();
    exchange();
    assertThat(answers()).isZero();
  }
}
