package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.ServerConnection.EndedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Checks the behavior of the RELP test server that other tests rely on, with a plain socket as
 * client.
 */
class RelpTestServerIT {
  private static final String OPEN = RelpServerSessionTest.OPEN;
  private static final String OPEN_ANSWER = RelpServerSessionTest.OPEN_ANSWER;
  private static final String MESSAGE = "<14>1 2024-02-29T23:59:59Z host app 1 id - ";

  private final RelpService relp = new RelpService();
  private final SyslogTestServer server = SyslogTestServer.speaking(relp).open();

  @AfterEach
  void closeServer() {
    server.close();
  }

  private static String syslog(int transaction, String text) {
    return transaction + " syslog " + (MESSAGE + text).length() + " " + MESSAGE + text + "\n";
  }

  @Test
  void receivesMessagesFromOpenToClose() throws IOException {
    try (Socket socket = openSession()) {
      write(socket, syslog(2, "a") + syslog(3, "b"));
      expect(socket, "2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
      write(socket, "4 close 0\n");
      expect(socket, "4 rsp 0\n0 serverclose 0\n");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    Eventually.until("closed", () -> server.openConnections().isEmpty());
    assertThat(server.texts()).containsExactly("a", "b");
    assertThat(relp.closes()).isEqualTo(1);
    assertThat(server.connections().get(0).ending()).isEqualTo(EndedBy.CLOSED_BY_SERVER);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void numbersTransactionsByConnection() throws IOException {
    try (Socket first = openSession();
        Socket second = openSession()) {
      write(first, syslog(2, "a"));
      expect(first, "2 rsp 6 200 OK\n");
      write(second, syslog(2, "b"));
      expect(second, "2 rsp 6 200 OK\n");
    }
    assertThat(server.arrivals()).extracting(Arrival::connection).containsExactly(1, 2);
    assertThat(server.violations()).isEmpty();
    assertThat(relp.closes()).isZero();
  }

  @Test
  void recordsViolations() throws IOException {
    try (Socket socket = openSession()) {
      write(socket, syslog(3, "a"));
      Eventually.until("violation", () -> server.violations().size() == 1);
    }
    assertThat(server.violations().get(0)).startsWith("connection 1: out of sequence: \"3 syslog");
    assertThat(server.messages()).isZero();
  }

  @Test
  void holdsAnswersUntilReleased() throws IOException {
    try (Socket socket = openSession()) {
      relp.hold();
      write(socket, syslog(2, "a"));
      Eventually.until("a", () -> relp.held() == 1);
      write(socket, syslog(3, "b"));
      Eventually.until("b", () -> relp.held() == 2);
      assertThat(socket.getInputStream().available()).isZero();
      relp.release();
      expect(socket, "2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
      write(socket, syslog(4, "c"));
      expect(socket, "4 rsp 6 200 OK\n");
    }
  }

  @Test
  void answersAsConfigured() throws IOException {
    try (Socket socket = openSession()) {
      relp.answer(RelpResponder.refusingFirstAttempts());
      write(socket, syslog(2, "a"));
      expect(socket, "2 rsp 15 500 not at once\n");
      assertThat(server.messages()).isZero();
      write(socket, syslog(3, "a"));
      expect(socket, "3 rsp 6 200 OK\n");
      assertThat(server.texts()).containsExactly("a");
      relp.answer(RelpResponder.serverClose());
      write(socket, syslog(4, "b"));
      expect(socket, "0 serverclose 0\n");
    }
  }

  @Test
  void refusesSessionsIfConfigured() throws IOException {
    relp.answer(RelpResponder.refusingSessions("full"));
    try (Socket socket = connect()) {
      write(socket, OPEN);
      expect(socket, "1 rsp 8 500 full\n");
    }
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void resetsAConnectionAfterAGivenNumberOfBytes() throws IOException {
    server.cutAfter(OPEN.length() + 20);
    try (Socket socket = openSession()) {
      write(socket, syslog(2, "a"));
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    awaitEnding(0, EndedBy.RESET_BY_SERVER);
    server.closeAfter(OPEN.length());
    try (Socket socket = openSession()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    awaitEnding(1, EndedBy.CLOSED_BY_SERVER);
    assertThat(server.messages()).isZero();
    assertThat(server.violations()).isEmpty();
  }

  /** The client may see the end of the connection before the server has recorded its kind. */
  private void awaitEnding(int connection, EndedBy ending) {
    Eventually.holds(
        () -> assertThat(server.connections().get(connection).ending()).isEqualTo(ending));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private Socket openSession() throws IOException {
    Socket socket = connect();
    write(socket, OPEN);
    expect(socket, OPEN_ANSWER);
    return socket;
  }

  private static void write(Socket socket, String frames) throws IOException {
    socket.getOutputStream().write(frames.getBytes(UTF_8));
  }

  private static void expect(Socket socket, String frames) throws IOException {
    socket.setSoTimeout(10_000);
    byte[] received = socket.getInputStream().readNBytes(frames.length());
    assertThat(new String(received, UTF_8)).isEqualTo(frames);
  }
}
