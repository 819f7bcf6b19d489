package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection with receipts, without the engine that decides when to request them. */
class TlsConnectionIT {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final Identity IDENTITY = AUTHORITY.issue("log1.example");
  private static final int SEND_BUFFER_BYTES = 8 * 1024;
  private static final int MANY = 1000;

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.counting(FramingMode.OCTET_COUNTING);
  private final ByteBuffer input = ByteBuffer.allocate(1000);
  private SelectorLoop loop;

  @BeforeEach
  void begin() throws IOException {
    loop = new SelectorLoop();
  }

  @AfterEach
  void end() throws IOException {
    loop.close();
    server.close();
  }

  private Connection connect(String protocol, boolean receipts) {
    server.secure(ServerTls.oneWay(IDENTITY, protocol)).open();
    TlsSettings tls =
        SenderConfig.of(
                Map.of(
                    "host",
                    "log1.example",
                    "protocol",
                    "tls",
                    "tlsCaFile",
                    AUTHORITY.writeTo(folder.resolve("ca.pem")).toString(),
                    "tlsReceipts",
                    Boolean.toString(receipts)))
            .tls()
            .orElseThrow();
    Connection connection =
        loop.connect(
            new Server("log1.example", server.port()),
            SEND_BUFFER_BYTES,
            Transport.tls(tls, loop::execute));
    boolean[] secured = {false};
    connection.attach(() -> secured[0] = secured[0] || isSecured(connection));
    isSecured(connection);
    loop.turnUntil("secured", () -> secured[0]);
    connection.attach(() -> read(connection));
    return connection;
  }

  private static boolean isSecured(Connection connection) {
    try {
      return connection.handshake();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Connection connection) {
    try {
      int read = connection.read(input.clear());
      assertThat(read).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void measuresTheRoundTripTimeToTheServer() {
    assertThat(connect("TLSv1.3", true).roundTripNanos()).isBetween(1L, 10_000_000_000L);
  }

  @Test
  void acceptsMoreAnswersThanTheLimitOfRecordsWithoutContent() throws IOException {
    Connection connection = connect("TLSv1.3", true);
    for (long asked = MANY; asked <= 30L * MANY; asked += MANY) { // 1.3 MB of answers
      connection.write(ByteBuffer.wrap("1 <".getBytes(US_ASCII)));
      writeAll(connection);
      assertThat(connection.canAskForReceipts()).isTrue();
      connection.askForReceipts(MANY);
      writeAll(connection);
      long all = asked;
      loop.turnUntil("answers", () -> connection.receipts() == all);
    }
    assertThat(server.messages()).isEqualTo(30);
    connection.close();
  }

  private void writeAll(Connection connection) {
    loop.turnUntil(
        "flushed",
        () -> {
          try {
            connection.write(ByteBuffer.allocate(0));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return connection.isFlushed();
        });
  }

  @Test
  void aPartiallyWrittenRequestIsCompletedFirst() throws IOException {
    Connection connection = connect("TLSv1.3", true);
    server.stopReading();
    int requests = 0;
    while (connection.canAskForReceipts()) { // nothing is lost of a partially written one
      connection.askForReceipts(MANY);
      requests += MANY;
    }
    assertThat(connection.isFlushed()).isFalse();
    int asked = requests;
    server.resumeReading();
    ByteBuffer message = ByteBuffer.wrap(new byte[] {'1', ' ', '<'});
    loop.turnUntil(
        "the message is out",
        () -> {
          try {
            connection.write(message);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return !message.hasRemaining() && connection.isFlushed();
        });
    loop.turnUntil("all answers", () -> connection.receipts() == asked);
    loop.turnUntil("the message", () -> server.messages() == 1);
    assertThat(connection.canAskForReceipts()).isTrue();
    connection.close();
  }

  @Test
  void noReceiptsAreRequestedWithAnOlderTlsVersion() {
    Connection connection = connect("TLSv1.2", true);
    assertThat(connection.canAskForReceipts()).isFalse();
    assertThatThrownBy(() -> connection.askForReceipts(2))
        .isInstanceOf(IllegalStateException.class);
    assertThat(connection.receipts()).isZero();
    connection.close();
  }

  @Test
  void requestsNoReceiptsUnlessConfigured() {
    Connection connection = connect("TLSv1.3", false);
    assertThat(connection.canAskForReceipts()).isFalse();
    connection.close();
  }
}
