package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection with receipts, without the engine that decides when to ask. */
class TlsConnectionIT {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final Identity IDENTITY = AUTHORITY.issue("log1.example");
  private static final int SEND_BUFFER_BYTES = 8 * 1024;
  private static final int MANY = 1000;

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.counting(FramingMode.OCTET_COUNTING);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer input = ByteBuffer.allocate(1000);
  private Selector selector;

  @BeforeEach
  void begin() throws IOException {
    selector = Selector.open();
  }

  @AfterEach
  void end() throws IOException {
    selector.close();
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
    TcpConnector connector =
        new TcpConnector(
            selector,
            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            this::onLoop,
            System::nanoTime,
            10_000_000_000L,
            SEND_BUFFER_BYTES,
            Transport.tls(tls, this::onLoop));
    CompletableFuture<Connection> reached = new CompletableFuture<>();
    connector.open(
        new Server("log1.example", server.port()),
        new Connector.Outcome() {
          @Override
          public void reached(Connection connection) {
            reached.complete(connection);
          }

          @Override
          public void failed(String reason) {
            reached.completeExceptionally(new IOException(reason));
          }
        });
    turnUntil("connected", reached::isDone);
    Connection connection = reached.join();
    boolean[] secured = {false};
    connection.attach(() -> secured[0] = secured[0] || isSecured(connection));
    isSecured(connection);
    turnUntil("secured", () -> secured[0]);
    connection.attach(() -> read(connection));
    return connection;
  }

  private void onLoop(Runnable task) {
    tasks.add(task);
    selector.wakeup();
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

  private void turnUntil(String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        () -> {
          selector.selectNow();
          selector.selectedKeys().forEach(key -> ((ReadyHandler) key.attachment()).ready());
          selector.selectedKeys().clear();
          for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
          }
          return condition.getAsBoolean();
        });
  }

  @Test
  void knowsHowLongItsServerTookToAnswer() {
    assertThat(connect("TLSv1.3", true).roundTripNanos()).isBetween(1L, 10_000_000_000L);
  }

  @Test
  void moreAnswersThanAServerMaySayForNothingAreNoFlood() throws IOException {
    Connection connection = connect("TLSv1.3", true);
    for (long asked = MANY; asked <= 30L * MANY; asked += MANY) { // 1.3 MB of answers
      connection.write(ByteBuffer.wrap("1 <".getBytes(US_ASCII)));
      writeAll(connection);
      assertThat(connection.canAskForReceipts()).isTrue();
      connection.askForReceipts(MANY);
      writeAll(connection);
      long all = asked;
      turnUntil("answers", () -> connection.receipts() == all);
    }
    assertThat(server.messages()).isEqualTo(30);
    connection.close();
  }

  private void writeAll(Connection connection) {
    turnUntil(
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
  void theRestOfARequestGoesOutBeforeAllElse() throws IOException {
    Connection connection = connect("TLSv1.3", true);
    server.stopReading();
    int requests = 0;
    while (connection.canAskForReceipts()) { // nothing is lost of one that is cut
      connection.askForReceipts(MANY);
      requests += MANY;
    }
    assertThat(connection.isFlushed()).isFalse();
    int asked = requests;
    server.resumeReading();
    ByteBuffer message = ByteBuffer.wrap(new byte[] {'1', ' ', '<'});
    turnUntil(
        "the message is out",
        () -> {
          try {
            connection.write(message);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return !message.hasRemaining() && connection.isFlushed();
        });
    turnUntil("all answers", () -> connection.receipts() == asked);
    turnUntil("the message", () -> server.messages() == 1);
    assertThat(connection.canAskForReceipts()).isTrue();
    connection.close();
  }

  @Test
  void isNotAskedByAnOlderTls() {
    Connection connection = connect("TLSv1.2", true);
    assertThat(connection.canAskForReceipts()).isFalse();
    assertThatThrownBy(() -> connection.askForReceipts(2))
        .isInstanceOf(IllegalStateException.class);
    assertThat(connection.receipts()).isZero();
    connection.close();
  }

  @Test
  void isNotAskedUnlessThatIsWanted() {
    Connection connection = connect("TLSv1.3", false);
    assertThat(connection.canAskForReceipts()).isFalse();
    connection.close();
  }
}
