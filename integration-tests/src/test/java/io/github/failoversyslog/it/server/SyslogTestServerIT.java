package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.ServerConnection.EndedBy;
import io.github.failoversyslog.it.server.SyslogTestServer.OnConnect;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Checks the behavior of the test server that other tests rely on, with a plain socket as client.
 */
class SyslogTestServerIT {
  private static final String MESSAGE = "<14>1 2024-02-29T23:59:59Z host app 1 id - ";
  private static final String FRAME = (MESSAGE.length() + 1) + " " + MESSAGE;

  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void recordsMessagesAndTheirConnections() throws IOException {
    long before = System.nanoTime();
    server.open();
    try (Socket first = connect();
        Socket second = connect()) {
      write(first, FRAME + "a");
      Eventually.until("a", () -> server.messages() == 1);
      write(second, FRAME + "b" + FRAME + "c");
      Eventually.until("c", () -> server.messages() == 3);
    }
    assertThat(server.texts()).containsExactly("a", "b", "c");
    assertThat(server.arrivals()).extracting(Arrival::connection).containsExactly(1, 2, 2);
    assertThat(server.arrivals())
        .extracting(Arrival::atNanos)
        .isSorted()
        .allSatisfy(at -> assertThat(at).isBetween(before, System.nanoTime()));
    Eventually.until("closed", () -> server.openConnections().isEmpty());
    assertThat(server.connections())
        .extracting(ServerConnection::ending)
        .containsOnly(EndedBy.CLOSED_BY_CLIENT);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void distinguishesProbesFromOtherConnections() throws IOException {
    server.open();
    connect().close();
    Eventually.until("probe", () -> server.probes().size() == 1);
    try (Socket socket = connect()) {
      write(socket, "1");
    }
    Eventually.until("violation", () -> server.violations().size() == 1);
    assertThat(server.connections()).hasSize(2);
    assertThat(server.probes()).hasSize(1);
  }

  @Test
  void recordsViolations() throws IOException {
    server.open();
    try (Socket socket = connect()) {
      write(socket, "0" + FRAME);
      Eventually.until("violation", () -> server.violations().size() == 1);
    }
    try (Socket socket = connect()) {
      write(socket, FRAME + "a" + FRAME);
    }
    Eventually.until("cut frame", () -> server.violations().size() == 2);
    assertThat(server.violations().get(0)).startsWith("connection 1: no length: \"0");
    assertThat(server.violations().get(1)).startsWith("connection 2: ended within a frame: ");
  }

  @Test
  void refusesConnectsAndRestartsOnTheSamePort() throws IOException {
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    for (int i = 0; i < 20; i++) {
      server.open();
      try (Socket socket = connect()) {
        write(socket, FRAME + "a");
        int expected = i + 1;
        Eventually.until("message", () -> server.messages() == expected);
        server.crash();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }
  }

  @Test
  void endsItsStreamAndReadsToTheClientsEnd() throws IOException {
    server.open();
    try (Socket socket = connect()) {
      write(socket, FRAME + "a");
      Eventually.until("message", () -> server.messages() == 1);
      server.shutDown();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      write(socket, FRAME + "b");
    }
    Eventually.until("end", () -> server.openConnections().isEmpty());
    assertThat(server.texts()).containsExactly("a", "b");
    assertThat(server.connections().get(0).ending()).isEqualTo(EndedBy.CLOSED_BY_SERVER);
  }

  @Test
  void closesOrResetsNewConnectionsAsConfigured() throws IOException {
    server.open();
    server.onConnect(OnConnect.CLOSE);
    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    server.onConnect(OnConnect.RESET);
    try (Socket socket = connect()) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    server.onConnect(OnConnect.READ);
    try (Socket socket = connect()) {
      Eventually.until("accepted", () -> server.openConnections().size() == 1);
      server.send("hello");
      assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
    }
  }

  @Test
  void stopsAndResumesReading() throws IOException {
    server.open();
    try (Socket socket = connect()) {
      write(socket, FRAME + "a");
      Eventually.until("a", () -> server.messages() == 1);
      server.stopReading();
      write(socket, FRAME + "b");
      server.finishConnections();
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo(-1); // a full turn of the server's loop has passed
      assertThat(server.messages()).isEqualTo(1);
      server.resumeReading();
      Eventually.until("b", () -> server.messages() == 2);
    }
  }

  @Test
  void resetsAConnectionAfterAGivenNumberOfBytes() throws IOException {
    server.open();
    server.cutAfter(FRAME.length() + 4);
    try (Socket socket = connect()) {
      write(socket, FRAME + "a" + FRAME + "b");
      Eventually.until("accepted", () -> server.connections().size() == 1);
      ServerConnection connection = server.connections().get(0);
      Eventually.until("cut", () -> !connection.isOpen());
      assertThat(connection.bytes()).isEqualTo(FRAME.length() + 4);
      assertThat(connection.incompleteBytes()).isEqualTo(3);
      assertThat(connection.ending()).isEqualTo(EndedBy.RESET_BY_SERVER);
    }
    assertThat(server.texts()).containsExactly("a");
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void readsMessagesOfAnySizeInAnyPieces() throws IOException {
    server.open();
    String text = "x".repeat(1_000_000);
    try (Socket socket = connect()) {
      byte[] stream =
          ((MESSAGE.length() + text.length()) + " " + MESSAGE + text + FRAME + "a").getBytes(UTF_8);
      for (int at = 0; at < stream.length; at += 7777) {
        socket.getOutputStream().write(stream, at, Math.min(7777, stream.length - at));
      }
    }
    Eventually.until("all", () -> server.messages() == 2);
    assertThat(server.texts()).containsExactly(text, "a");
  }

  @Test
  void countsMoreThanAMillionSmallMessagesASecond() throws IOException {
    int batches = 2000;
    int perBatch = 1000;
    byte[] batch = (FRAME + "a").repeat(perBatch).getBytes(UTF_8);
    try (SyslogTestServer counting = SyslogTestServer.counting(FramingMode.OCTET_COUNTING).open();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), counting.port())) {
      long start = System.nanoTime();
      for (int i = 0; i < batches; i++) {
        socket.getOutputStream().write(batch);
      }
      Eventually.until("all", () -> counting.messages() == (long) batches * perBatch);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("%d messages in %d ms%n", batches * perBatch, taken.toMillis());
      assertThat(taken).isLessThan(Duration.ofSeconds(2));
      assertThat(counting.arrivals()).isEmpty();
    }
  }

  @Test
  void leavesNoThreadBehind() {
    server.open();
    server.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("syslog-test-server-" + server.port());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }
}
