package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.HostileServer;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SocketTask;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlschannel.TlsChannel;

/** Servers with a valid certificate whose TLS misbehaves. */
class HostileTlsServersIT {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final Identity IDENTITY = AUTHORITY.issue("log1.example", "log2.example");
  private static final byte HANDSHAKE = 22;
  private static final byte APPLICATION_DATA = 23;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  @AutoClose private final Opened open = new Opened();
  private final SyslogTestServer next =
      open.add(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING))
          .secure(ServerTls.oneWay(IDENTITY))
          .open();

  private TestSender startWith(HostileServer.ConnectionHandler handler) {
    HostileServer hostile = open.add(new HostileServer(handler));
    settings.put("protocol", "tls");
    settings.put("host", "log1.example");
    settings.put("port", Integer.toString(hostile.port()));
    settings.put("failoverServers", "log2.example:" + next.port());
    settings.put("tlsCaFile", AUTHORITY.writeTo(folder.resolve("ca.pem")).toString());
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    return open.add(TestSender.start(host -> CompletableFuture.completedFuture(here), settings));
  }

  private void failsOverWithAStatusLine(TestSender sender, String words) {
    sender.send("elsewhere");
    Eventually.holds(() -> assertThat(next.texts()).contains("elsewhere"));
    assertThat(sender.statuses())
        .extracting(Status::kind)
        .isSubsetOf(Status.Kind.CONNECTED, Status.Kind.FAILED_OVER);
    assertThat(sender.statuses())
        .filteredOn(status -> status.kind() == Status.Kind.FAILED_OVER)
        .singleElement()
        .satisfies(status -> assertThat(status.text()).contains("log1.example", words));
  }

  private static SSLSocket secured(Socket client, String... protocols) throws IOException {
    return ServerTls.oneWay(IDENTITY, protocols).over(client);
  }

  /** Longer than a TLS record may be, but below the size at which the JDK's engine fails. */
  private static void sendOversizedRecord(byte type, Socket client) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(20_000);
    record.put(type).putShort((short) 0x0303).putShort((short) (record.capacity() - 5));
    client.getOutputStream().write(record.array());
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  @Test
  void failsOverWhenTheHandshakeIsAnsweredWithAnOversizedRecord() {
    TestSender sender = startWith(client -> sendOversizedRecord(HANDSHAKE, client));
    failsOverWithAStatusLine(sender, "TLS handshake failed");
  }

  @Test
  void failsOverWhenTheServerSendsAnOversizedRecord() {
    TestSender sender =
        startWith(
            client -> {
              secured(client);
              sendOversizedRecord(APPLICATION_DATA, client);
            });
    failsOverWithAStatusLine(sender, "lost (input record too big");
  }

  @Test
  void failsOverWhenTheServerRequestsRenegotiation() {
    TestSender sender =
        startWith(
            client -> {
              SSLSocket secured = secured(client, "TLSv1.2");
              secured.startHandshake();
              secured.getInputStream().transferTo(OutputStream.nullOutputStream());
            });
    failsOverWithAStatusLine(sender, "lost (requested a TLS renegotiation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void aServerMayUpdateItsKeysAnyNumberOfTimes(String receipts) {
    settings.put("tlsReceipts", receipts);
    AtomicLong received = new AtomicLong();
    TestSender sender =
        startWith(
            client -> {
              SSLSocket secured = secured(client, "TLSv1.3");
              byte[] some = new byte[10_000];
              for (int read = 0; read >= 0; read = secured.getInputStream().read(some)) {
                received.addAndGet(read);
                secured.startHandshake(); // in TLS 1.3: new keys for both sides
              }
            });
    String filling = " " + "x".repeat(2000);
    IntStream.range(0, 3000).forEach(i -> sender.send(SteadyFlow.text(i) + filling));
    Eventually.until("all written", () -> sender.statistics().bytesWaiting() == 0);
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(received.get()).isGreaterThan(3000 * 2000);
    assertThat(sender.statistics().repeated()).isZero();
    assertThat(sender.statistics().connectionsLost()).isZero();
    assertThat(next.connections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void closeNotifyDoesNotConfirmMessages(String protocol) {
    CountDownLatch firstRead = new CountDownLatch(1);
    CountDownLatch unreadArrived = new CountDownLatch(1);
    TestSender sender =
        startWith(
            client -> {
              TlsChannel secured = ServerTls.oneWay(IDENTITY, protocol).over(channel(client));
              secured.read(ByteBuffer.allocate(10_000));
              firstRead.countDown();
              Eventually.until("unread input", () -> client.getInputStream().available() > 0);
              int unread = client.getInputStream().available();
              unreadArrived.countDown();
              Eventually.until("farewell", () -> client.getInputStream().available() > unread);
              secured.shutdown(); // ends TLS but not the stream
              client.setSoLinger(true, 0); // else Java closes before the reset
            });
    sender.send("read");
    Eventually.until("it was read", () -> firstRead.getCount() == 0);
    sender.send("unread");
    Eventually.until("unread input", () -> unreadArrived.getCount() == 0);
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(next.texts()).contains("unread");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void failsOverWhenTheServerUpdatesItsKeysEndlessly(String receipts) {
    settings.put("tlsReceipts", receipts);
    TestSender sender =
        startWith(
            client -> {
              SSLSocket secured = secured(client, "TLSv1.3");
              SocketTask.inBackground(
                  () -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
              while (true) {
                secured.startHandshake();
              }
            });
    failsOverWithAStatusLine(
        sender, "lost (sent more than 1 MB of TLS records without application data");
  }

  private static ByteChannel channel(Socket socket) throws IOException {
    ReadableByteChannel in = Channels.newChannel(socket.getInputStream());
    WritableByteChannel out = Channels.newChannel(socket.getOutputStream());
    return new ByteChannel() {
      @Override
      public int read(ByteBuffer into) throws IOException {
        return in.read(into);
      }

      @Override
      public int write(ByteBuffer from) throws IOException {
        return out.write(from);
      }

      @Override
      public boolean isOpen() {
        return !socket.isClosed();
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }
}
