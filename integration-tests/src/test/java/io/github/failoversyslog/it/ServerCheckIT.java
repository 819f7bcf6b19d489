package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.CheckRun;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.daemon.DaemonProgram;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.HostileServer;
import io.github.failoversyslog.it.server.HostileServer.Misbehavior;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.RelpResponder;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.TlsMisbehavior;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.it.server.UnansweredKeyUpdates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The check of servers, against good servers and bad ones. */
class ServerCheckIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("Example CA");
  private static final String NAME = "log1.example.net";
  private static final String LATER_TIMEOUTS = // a handshake in a cold JVM may take more than 1 s
      "--write-timeout 1s --close-timeout 1s --relp-timeout 1s";
  private static final String TIMEOUTS = "--connect-timeout 1s " + LATER_TIMEOUTS;

  @TempDir Path folder;
  @AutoClose private final Opened open = new Opened();

  private CheckRun check(int port, String arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--host", NAME, "--port", Integer.toString(port)));
    all.addAll(List.of(arguments.strip().split("\\s+")));
    return CheckRun.of(folder, all);
  }

  private CheckRun checkTls(int port, String arguments) throws Exception {
    Path trusted = AUTHORITY.writeTo(folder.resolve("ca.pem"));
    return check(port, "--protocol tls --tls-ca-file " + trusted + " " + arguments);
  }

  private SyslogTestServer server() {
    return open.add(SyslogTestServer.keeping(FramingMode.OCTET_COUNTING));
  }

  private static void took(CheckRun run, String... words) {
    assertThat(run.lines()).as(run.text()).contains("  OK");
    assertThat(run.text()).contains(words);
    assertThat(run.exitCode()).isZero();
  }

  private static void failed(CheckRun run, String... words) {
    assertThat(run.text()).contains("  FAILED ", "  what to do ").contains(words);
    assertThat(run.lines()).doesNotContain("  OK");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void realServersTakeTheMessageOverTcp(DaemonProgram program) throws Exception {
    int port = ServerPorts.choose();
    SyslogDaemon daemon =
        open.add(program.tcp(folder.resolve("1"), port, FramingMode.OCTET_COUNTING).start());
    CheckRun run = check(port, "--protocol tcp");
    took(run, "name        " + NAME + " -> 127.0.0.1 (", "the server read it: end of stream after");
    assertThat(daemon.awaitReceived(1, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactly(run.mark());
  }

  @ParameterizedTest
  @EnumSource
  void realServersTakeTheMessageOverTls(DaemonProgram program) throws Exception {
    int port = ServerPorts.choose();
    Identity identity = AUTHORITY.issue(NAME, "*.logs.example.net");
    SyslogDaemon daemon = open.add(program.openssl(folder.resolve("1"), port, identity).start());
    CheckRun run = checkTls(port, "");
    took(run, "TLSv1.3", "for log1.example.net, *.logs.example.net; issued by CN=Example CA");
    assertThat(run.text()).contains("WARNING     the certificate expires in 0 days");
    assertThat(daemon.awaitReceived(1, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactly(run.mark());
    took(checkTls(port, "--tls-receipts"), "the server read it: TLS key update after");
  }

  @Test
  void rsyslogTakesTheMessageOverRelp() throws Exception {
    int port = ServerPorts.choose();
    SyslogDaemon daemon = open.add(Rsyslog.relp(folder.resolve("1"), port).start());
    CheckRun run = check(port, "--protocol relp");
    took(run, "RELP        relp_version=", "relp_software=librelp", "RELP response after");
    assertThat(daemon.awaitReceived(1, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactly(run.mark());
  }

  @Test
  void nothingIsKnownOverUdpUnlessThePortIsClosed() throws Exception {
    UdpTestServer server = open.add(new UdpTestServer()).open();
    CheckRun run = check(server.port(), "--protocol udp");
    assertThat(run.lines()).contains("  SENT");
    assertThat(run.exitCode()).isZero();
    Eventually.holds(() -> assertThat(server.texts()).containsExactly(run.mark()));
    failed(check(ServerPorts.choose(), "--protocol udp"), "port unreachable", "receives UDP");
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSES, tcp, closed by the server",
    "RESETS, tcp, connection reset",
    "NEVER_READS, tls, TLS handshake not completed within 1 s (connectTimeout)",
    "CLOSES, tls, closed by the server during the TLS handshake",
    "BANNER, tls, the server does not speak TLS",
    "NEVER_READS, relp, no response to RELP open within 1 s (connectTimeout)",
    "BANNER, relp, not RELP: expected"
  })
  void hostileServersEndInTimeWithTheReasonOfAStatusLine(
      Misbehavior misbehavior, String protocol, String reason) throws Exception {
    HostileServer server = open.add(new HostileServer(misbehavior));
    CheckRun run = check(server.port(), "--protocol " + protocol + " " + TIMEOUTS);
    failed(run, reason);
    assertThat(run.duration()).isLessThan(LIMIT);
  }

  private static void noReceipt(CheckRun run, String advice) {
    assertThat(run.lines()).as(run.text()).contains("  SENT        no receipt");
    assertThat(run.text())
        .contains("none: the server did not close the connection within 1 s (closeTimeout)")
        .contains("0 of 1 servers took the message, 1 gave no receipt", advice)
        .doesNotContain("FAILED", "  OK");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.duration()).isLessThan(LIMIT);
  }

  @Test
  void aServerThatKeepsConnectionsOpenGivesNoReceipt() throws Exception {
    SyslogTestServer server = server().holdEnds().open();
    CheckRun run = check(server.port(), "--protocol tcp " + TIMEOUTS);
    noReceipt(run, "if not, check that it expects TCP without TLS on port " + server.port());
    assertThat(server.texts()).containsExactly(run.mark());
    HostileServer silent = open.add(new HostileServer(Misbehavior.NEVER_READS));
    noReceipt(check(silent.port(), "--protocol tcp " + TIMEOUTS), "search there");
  }

  @Test
  void aFailureCountsMoreThanAMissingReceipt() throws Exception {
    SyslogTestServer server = server().holdEnds().open();
    CheckRun run =
        check(
            server.port(),
            "--failover-servers " + NAME + ":" + ServerPorts.choose() + " " + TIMEOUTS);
    assertThat(run.text()).contains("  SENT        no receipt", "  FAILED      connection refused");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aServerThatRefusesTheMessageOverRelpFails() throws Exception {
    failed(checkRelp(RelpResponder.refusingMessages()), "rejected twice by the server");
    failed(checkRelp(RelpResponder.never()), "no RELP response within 1 s (relpTimeout)");
    took(checkRelp(RelpResponder.refusingFirstAttempts()), "RELP response after");
    failed(checkRelp(closingAfter(2, "500 refused")), "rejected twice by the server");
    took(checkRelp(closingAfter(1, "200 OK")), "RELP response after");
  }

  /** The last answer and the end of the session arrive together. */
  private static RelpResponder closingAfter(int messages, String answer) {
    AtomicInteger left = new AtomicInteger(messages);
    return RelpResponder.messages(
        frame -> frame.answer(answer) + (left.decrementAndGet() == 0 ? "0 serverclose 0\n" : ""));
  }

  private CheckRun checkRelp(RelpResponder answers) throws Exception {
    RelpService relp = new RelpService();
    relp.answer(answers);
    SyslogTestServer server = open.add(SyslogTestServer.speaking(relp)).open();
    return check(server.port(), "--protocol relp " + TIMEOUTS);
  }

  @Tag("full")
  @Test
  void aServerThatAnswersNoKeyUpdatesIsCheckedByItsEndOfStream() throws Exception {
    Identity identity = AUTHORITY.issue(NAME);
    HostileServer silent =
        open.add(
            new HostileServer(
                new UnansweredKeyUpdates(identity, UnansweredKeyUpdates.Limit.OF_BORING_SSL)));
    String hint = "tlsReceipts has no effect";
    took(checkTls(silent.port(), "--tls-receipts " + LATER_TIMEOUTS), "end of stream after", hint);
    SyslogTestServer older = server().secure(ServerTls.oneWay(identity, "TLSv1.2")).open();
    took(checkTls(older.port(), "--tls-receipts"), "TLSv1.2", "end of stream after", hint);
    SyslogTestServer answering = server().secure(ServerTls.oneWay(identity)).open();
    CheckRun run = checkTls(answering.port(), "--tls-receipts");
    took(run, "TLS key update after");
    assertThat(run.text()).doesNotContain(hint);
  }

  @Test
  void anUnknownNameFails() throws Exception {
    CheckRun run = CheckRun.of(folder, List.of("--host", "nowhere.example.net"));
    failed(run, "cannot resolve nowhere.example.net (", "check the name", "and DNS");
    assertThat(run.text()).doesNotContain("Exception");
  }

  @Test
  void refusedCertificatesAreShown() throws Exception {
    CheckRun other = checkTls(serverWith(AUTHORITY.issue("other.example")), "");
    failed(other, "the server's certificate is not accepted", "certificate for other.example;");
    assertThat(other.text()).contains("use other.example as host", "get a certificate for " + NAME);
    failed(
        checkTls(serverWith(AUTHORITY.issueExpired(NAME)), ""),
        "the server's certificate has expired",
        "renew the server's certificate");
    CertificateAuthority stranger = new CertificateAuthority("stranger");
    failed(
        checkTls(serverWith(stranger.issue(NAME)), ""),
        "the server's certificate is not trusted",
        "issued by CN=stranger",
        "if CN=stranger is your CA, add its certificate to tlsCaFile");
  }

  private int serverWith(Identity identity) {
    return server().secure(ServerTls.oneWay(identity)).open().port();
  }

  @Test
  void aServerThatRequiresAClientCertificateFails() throws Exception {
    Identity identity = AUTHORITY.issue(NAME);
    SyslogTestServer server =
        server().secure(ServerTls.mutual(identity, AUTHORITY.certificate())).open();
    failed(checkTls(server.port(), LATER_TIMEOUTS), "check tlsCertFile");
  }

  @Tag("full")
  @Test
  void aServerThatReadsNothingAfterTheHandshakeGivesNoReceipt() throws Exception {
    Path trusted = TlsMisbehavior.AUTHORITY.writeTo(folder.resolve("ca.pem"));
    HostileServer server =
        open.add(new HostileServer(TlsMisbehavior.NEVER_READS_BEHIND_THE_HANDSHAKE));
    CheckRun run =
        check(
            server.port(),
            "--protocol tls --tls-verify-host-name false --tls-ca-file "
                + trusted
                + " --tls-receipts "
                + LATER_TIMEOUTS);
    noReceipt(run, "if not, check that it expects TLS on port");
  }

  @Test
  void everyServerOfTheListIsChecked() throws Exception {
    SyslogTestServer server = server().open();
    CheckRun run =
        check(ServerPorts.choose(), "--failover-servers log2.example.net:" + server.port());
    assertThat(server.texts()).containsExactly(run.mark());
    assertThat(run.text())
        .containsSubsequence("log1.example.net:", "FAILED      connection refused")
        .containsSubsequence("log2.example.net:", "  OK", "1 of 2 servers took the message");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aWrongCommandLineIsRefusedWithAllFaults() throws Exception {
    CheckRun run = CheckRun.of(folder, List.of("--hots", "log1", "--port", "70000"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.text())
        .contains("--hots is not an option; did you mean --host?", "port is \"70000\"", "--help");
    assertThat(CheckRun.of(folder, List.of("--help")).exitCode()).isZero();
  }
}
