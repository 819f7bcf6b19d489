package io.github.failoversyslog.it.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.ReceivedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the real servers parse hand-written frames, so that failures of other tests point to
 * the appenders.
 */
class SyslogDaemonIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String HEADER =
      "<165>1 2024-02-29T23:59:59.123456+02:00 host.example shop 4711 ID47 ";

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");

  @TempDir Path folder;
  private final List<SyslogDaemon> started = new ArrayList<>();

  @AfterEach
  void stopDaemons() {
    started.forEach(SyslogDaemon::close);
  }

  @Test
  void syslogNgParsesOctetCounting() throws Exception {
    everyFieldArrives(
        started(SyslogNg.octetCounting(folder, freePort())), SentFrame.OCTET_COUNTING);
  }

  @Test
  void syslogNgParsesNewlineFraming() throws Exception {
    everyFieldArrives(started(SyslogNg.newline(folder, freePort())), SentFrame.LINE);
  }

  @Test
  void rsyslogParsesOctetCounting() throws Exception {
    everyFieldArrives(started(Rsyslog.tcp(folder, freePort())), SentFrame.OCTET_COUNTING);
  }

  @Test
  void rsyslogParsesNewlineFramingOnTheSamePort() throws Exception {
    everyFieldArrives(started(Rsyslog.tcp(folder, freePort())), SentFrame.LINE);
  }

  @Test
  void syslogNgKeepsLineFeedsWithinOctetCounting() throws Exception {
    keepsLineFeeds(started(SyslogNg.octetCounting(folder, freePort())));
  }

  @Test
  void rsyslogKeepsLineFeedsWithinOctetCounting() throws Exception {
    keepsLineFeeds(started(Rsyslog.tcp(folder, freePort())));
  }

  /**
   * This is why zero bytes must be replaced in newline framing: a text could forge messages with
   * them.
   */
  @Test
  void syslogNgAlsoEndsALineAtAZeroByte() throws Exception {
    assertThat(receivedFromALineWithAZeroByte(SyslogNg.newline(folder, freePort()), 2))
        .containsExactly("one", "two");
  }

  @Test
  void rsyslogDoesNotEndALineAtAZeroByte() throws Exception {
    assertThat(receivedFromALineWithAZeroByte(Rsyslog.tcp(folder, freePort()), 1))
        .containsExactly("one#000" + HEADER + "- two");
  }

  private List<String> receivedFromALineWithAZeroByte(SyslogDaemon daemon, int messages)
      throws IOException {
    try (Socket socket = connect(started(daemon))) {
      socket.getOutputStream().write(SentFrame.LINE.of(HEADER + "- one\0" + HEADER + "- two"));
    }
    return daemon.awaitReceived(messages, LIMIT).stream().map(ReceivedMessage::text).toList();
  }

  @Test
  void syslogNgRestartsOnTheSamePortImmediatelyAfterSigkill() throws Exception {
    restartsImmediately(started(SyslogNg.octetCounting(folder, freePort())));
  }

  @Test
  void rsyslogRestartsOnTheSamePortImmediatelyAfterSigkill() throws Exception {
    restartsImmediately(started(Rsyslog.tcp(folder, freePort())));
  }

  @Test
  void syslogNgWritesWhatItHasReadWhenTerminated() throws Exception {
    writesWhatItHasReadWhenTerminated(started(SyslogNg.octetCounting(folder, freePort())));
  }

  @Test
  void rsyslogWritesWhatItHasReadWhenTerminated() throws Exception {
    writesWhatItHasReadWhenTerminated(started(Rsyslog.tcp(folder, freePort())));
  }

  @Test
  void syslogNgSpeaksTls() throws Exception {
    arrivesByTls(started(SyslogNg.tls(folder, freePort(), AUTHORITY.issue("127.0.0.1"))));
  }

  @Test
  void rsyslogSpeaksTls() throws Exception {
    arrivesByTls(started(Rsyslog.tls(folder, freePort(), AUTHORITY.issue("127.0.0.1"))));
  }

  @Test
  void rsyslogSpeaksRelp() throws Exception {
    SyslogDaemon daemon = started(Rsyslog.relp(folder, freePort()));
    try (Socket socket = connect(daemon)) {
      String offer = "relp_version=0\nrelp_software=test,1,https://example.org\ncommands=syslog";
      socket.getOutputStream().write(relp(1, "open", offer));
      assertThat(answer(socket))
          .startsWith("1 rsp ")
          .contains(" 200 OK\n")
          .contains("commands=syslog");
      socket.getOutputStream().write(relp(2, "syslog", HEADER + "- grüße\nfrom RELP"));
      assertThat(answer(socket)).isEqualTo("2 rsp 6 200 OK\n");
    }
    assertThat(daemon.received())
        .extracting(ReceivedMessage::text)
        .containsExactly("grüße\nfrom RELP");
  }

  private void everyFieldArrives(SyslogDaemon daemon, SentFrame frame) throws IOException {
    String long10000 = "x".repeat(10_000);
    try (Socket socket = connect(daemon)) {
      OutputStream out = socket.getOutputStream();
      out.write(frame.of(HEADER + "- grüße 漢字 \uD83D\uDE00 \"quoted\" \\ {}"));
      out.write(
          frame.of(
              HEADER
                  + "[mdc@32473 user=\"a\\\"b\\\\c\\]d\" name=\"\"][meta sequenceId=\"7\"]   after blanks "));
      out.write(frame.of(HEADER + "- " + long10000));
      out.write(frame.of("<14>1 2024-02-29T23:59:59Z host - - - - 007"));
    }
    OffsetDateTime time = OffsetDateTime.parse("2024-02-29T23:59:59.123456+02:00");
    Map<String, Map<String, String>> data =
        Map.of(
            "mdc@32473",
            Map.of("user", "a\"b\\c]d", "name", ""),
            "meta",
            Map.of("sequenceId", "7"));
    assertThat(daemon.awaitReceived(4, LIMIT))
        .containsExactly(
            message(time, Map.of(), "grüße 漢字 \uD83D\uDE00 \"quoted\" \\ {}"),
            message(time, data, "  after blanks "),
            message(time, Map.of(), long10000),
            new ReceivedMessage(
                1,
                6,
                OffsetDateTime.parse("2024-02-29T23:59:59Z"),
                "host",
                "-",
                "-",
                "-",
                Map.of(),
                "007"));
  }

  private static ReceivedMessage message(
      OffsetDateTime time, Map<String, Map<String, String>> structuredData, String text) {
    return new ReceivedMessage(
        20, 5, time, "host.example", "shop", "4711", "ID47", structuredData, text);
  }

  private static void keepsLineFeeds(SyslogDaemon daemon) throws IOException {
    try (Socket socket = connect(daemon)) {
      socket
          .getOutputStream()
          .write(SentFrame.OCTET_COUNTING.of(HEADER + "- one\n\tat two\r\nthree"));
    }
    assertThat(daemon.awaitReceived(1, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactly("one\n\tat two\r\nthree");
  }

  private static void restartsImmediately(SyslogDaemon daemon) throws IOException {
    for (int round = 0; round < 3; round++) {
      try (Socket socket = connect(daemon)) {
        sendNumbers(socket, 5000 * round, 5000 * (round + 1));
        daemon.awaitReceived(5000 * (round + 1), LIMIT);
        daemon.kill(); // while the connection is open
        assertThat(daemon.isRunning()).isFalse();
        daemon.start();
      }
    }
    assertThat(daemon.received())
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(numbers(0, 15_000));
  }

  private static void writesWhatItHasReadWhenTerminated(SyslogDaemon daemon) throws IOException {
    try (Socket socket = connect(daemon)) {
      sendNumbers(socket, 0, 5000);
      daemon.awaitReceived(1, LIMIT);
      daemon.terminate();
    }
    List<ReceivedMessage> received = daemon.received();
    // A prefix without gaps: rsyslog leaves unread what the kernel still holds.
    assertThat(received)
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(numbers(0, received.size()));
  }

  private static void arrivesByTls(SyslogDaemon daemon) throws Exception {
    try (Socket socket =
        AUTHORITY
            .issue("client.example")
            .context(Optional.of(AUTHORITY.certificate()))
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), daemon.port())) {
      socket.getOutputStream().write(SentFrame.OCTET_COUNTING.of(HEADER + "- grüße by TLS"));
      assertThat(daemon.awaitReceived(1, LIMIT))
          .extracting(ReceivedMessage::text)
          .containsExactly("grüße by TLS");
    }
  }

  private SyslogDaemon started(SyslogDaemon daemon) {
    started.add(daemon);
    return daemon.start();
  }

  private static void sendNumbers(Socket socket, int from, int to) throws IOException {
    for (String number : numbers(from, to)) {
      socket.getOutputStream().write(SentFrame.OCTET_COUNTING.of(HEADER + "- " + number));
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static Socket connect(SyslogDaemon daemon) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), daemon.port());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static byte[] relp(int number, String command, String data) {
    return "%d %s %d %s\n"
        .formatted(number, command, data.getBytes(UTF_8).length, data)
        .getBytes(UTF_8);
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout((int) LIMIT.toMillis());
    byte[] buffer = new byte[1000];
    return new String(buffer, 0, socket.getInputStream().read(buffer), UTF_8);
  }

  private enum SentFrame {
    OCTET_COUNTING {
      @Override
      byte[] of(String message) {
        return (message.getBytes(UTF_8).length + " " + message).getBytes(UTF_8);
      }
    },
    LINE {
      @Override
      byte[] of(String message) {
        return (message + "\n").getBytes(UTF_8);
      }
    };

    abstract byte[] of(String message);
  }
}
