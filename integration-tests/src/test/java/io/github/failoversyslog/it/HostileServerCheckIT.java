package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.CheckRun;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.server.HostileServer;
import io.github.failoversyslog.it.server.HostileServer.ConnectionHandler;
import io.github.failoversyslog.it.server.HostileServer.Misbehavior;
import io.github.failoversyslog.it.server.TlsMisbehavior;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The check of servers against every misbehavior of a hostile server: it ends in time, with a
 * verdict and its reason, and is neither flooded nor broken. A misbehavior without an expectation
 * does not compile.
 */
@Tag("full")
class HostileServerCheckIT {
  private static final Duration PROMISED = Duration.ofSeconds(3 + 1); // the timeouts below
  private static final Duration START_OF_JVM = Duration.ofSeconds(5);
  private static final List<String> TIMEOUTS =
      List.of("--connect-timeout 3s --write-timeout 1s --close-timeout".split(" "));
  private static final int MOST_LINES = 12;
  private static final int LONGEST_LINE = 300;
  private static final String RESET = "connection reset( by peer)?|broken pipe";
  private static final String ENDED = "closed by the server|" + RESET;

  @TempDir Path folder;
  @AutoClose private final Opened open = new Opened();

  /**
   * What is printed and returned.
   *
   * @param outcome the line of the verdict, as a regular expression
   * @param more another line, as a regular expression
   * @param closeSeconds closeTimeout
   */
  private record Expected(int exitCode, String outcome, String more, int closeSeconds) {
    static Expected received() {
      return new Expected(0, "OK", "receipt     the server read it: end of stream after .*", 1);
    }

    static Expected noReceipt() {
      return new Expected(
          3,
          "SENT        no receipt",
          "receipt     none: the server did not close the connection within 1 s .*",
          1);
    }

    static Expected failed(String reason) {
      return new Expected(1, "FAILED      (" + reason + ")", "what to do  .+", 1);
    }

    /** To read so much over TLS may take longer than a second. */
    static Expected flooded() {
      return new Expected(
          1, "FAILED      sent more than 16 MB within a minute", "what to do  .+", 15);
    }
  }

  private void check(ConnectionHandler handler, Expected expected, String... protocol)
      throws Exception {
    HostileServer server = open.add(new HostileServer(handler));
    List<String> arguments = new ArrayList<>(List.of("--host", "hostile"));
    arguments.addAll(List.of("--port", Integer.toString(server.port()), "--protocol"));
    arguments.addAll(List.of(protocol));
    arguments.addAll(TIMEOUTS);
    arguments.add(expected.closeSeconds() + "s");
    CheckRun run = CheckRun.of(folder, arguments);
    assertThat(run.lines())
        .as(run.text())
        .anyMatch(line -> line.matches("  " + expected.outcome()))
        .anyMatch(line -> line.matches("  " + expected.more()))
        .filteredOn(line -> line.matches("  (OK|SENT|FAILED) .*|  OK"))
        .hasSize(1);
    assertThat(run.exitCode()).as(run.text()).isEqualTo(expected.exitCode());
    assertThat(run.duration())
        .isLessThan(PROMISED.plusSeconds(expected.closeSeconds()).plus(START_OF_JVM));
    assertThat(run.text()).doesNotContain("Exception", "Error", "\tat ");
    assertThat(run.lines())
        .hasSizeLessThanOrEqualTo(MOST_LINES)
        .allMatch(line -> line.length() <= LONGEST_LINE);
    assertThat(server.connections()).isEqualTo(1);
  }

  private void checkTls(ConnectionHandler handler, Expected expected) throws Exception {
    Path trusted = TlsMisbehavior.AUTHORITY.writeTo(folder.resolve("ca.pem"));
    check(handler, expected, "tls", "--tls-ca-file", trusted.toString());
  }

  private static Expected expectedOverTcp(Misbehavior misbehavior) {
    return switch (misbehavior) {
      case BANNER -> Expected.received(); // which is not a fault
      case ENDLESS_INPUT -> Expected.flooded();
      case CLOSES, CLOSES_AFTER_A_MOMENT -> Expected.failed(ENDED);
      case RESETS -> Expected.failed(RESET);
      case READS_ONE_BYTE_A_SECOND, SAYS_ONE_BYTE_A_SECOND, NEVER_READS -> Expected.noReceipt();
    };
  }

  @ParameterizedTest
  @EnumSource
  void overTcp(Misbehavior misbehavior) throws Exception {
    check(misbehavior, expectedOverTcp(misbehavior), "tcp");
  }

  private static Expected expectedOverRelp(Misbehavior misbehavior) {
    return switch (misbehavior) {
      case BANNER, ENDLESS_INPUT -> Expected.failed("not RELP: expected .*");
      case CLOSES, CLOSES_AFTER_A_MOMENT -> Expected.failed("(" + ENDED + ").*");
      case RESETS -> Expected.failed(RESET);
      case READS_ONE_BYTE_A_SECOND, SAYS_ONE_BYTE_A_SECOND, NEVER_READS ->
          Expected.failed("no response to RELP open within 3 s \\(connectTimeout\\)");
    };
  }

  @ParameterizedTest
  @EnumSource
  void overRelp(Misbehavior misbehavior) throws Exception {
    check(misbehavior, expectedOverRelp(misbehavior), "relp");
  }

  private static Expected expectedInsteadOfTls(Misbehavior misbehavior) {
    return switch (misbehavior) {
      case BANNER, ENDLESS_INPUT ->
          Expected.failed("TLS handshake failed: the server does not speak TLS.*");
      case CLOSES, CLOSES_AFTER_A_MOMENT, RESETS ->
          Expected.failed("(TLS handshake failed: )?(" + ENDED + ").*");
      case READS_ONE_BYTE_A_SECOND, SAYS_ONE_BYTE_A_SECOND, NEVER_READS ->
          Expected.failed("TLS handshake not completed within 3 s \\(connectTimeout\\).*");
    };
  }

  @ParameterizedTest
  @EnumSource
  void insteadOfTls(Misbehavior misbehavior) throws Exception {
    checkTls(misbehavior, expectedInsteadOfTls(misbehavior));
  }

  private static Expected expectedDuringTls(TlsMisbehavior misbehavior) {
    return switch (misbehavior) {
      case GOOD -> Expected.received();
      case STALLS_IN_HANDSHAKE, SAYS_ONE_BYTE_OF_THE_HANDSHAKE_A_SECOND, SPEAKS_PLAIN ->
          Expected.failed("TLS handshake not completed within 3 s \\(connectTimeout\\).*");
      case CLOSES_IN_HANDSHAKE -> Expected.failed("closed by the server during the TLS handshake");
      case RESETS_IN_HANDSHAKE -> Expected.failed("TLS handshake failed: (" + RESET + ")");
      case ANSWERS_WITH_NOISE -> Expected.failed("TLS handshake failed: .*");
      case OF_ANOTHER_NAME ->
          Expected.failed(
              "TLS handshake failed: the server's certificate is not accepted .*hostile.*");
      case EXPIRED ->
          Expected.failed("TLS handshake failed: the server's certificate has expired.*");
      case SELF_SIGNED ->
          Expected.failed("TLS handshake failed: the server's certificate is not trusted.*");
      case NOISE_BEHIND_THE_HANDSHAKE -> Expected.failed(".*");
      case ENDLESS_INPUT_BEHIND_THE_HANDSHAKE -> Expected.flooded();
      case CLOSES_BEHIND_THE_HANDSHAKE -> Expected.failed(ENDED);
      case RESETS_BEHIND_THE_HANDSHAKE -> Expected.failed(RESET);
      case ENDS_TLS_AND_NOT_THE_CONNECTION -> Expected.failed("closed by the server");
      case NEVER_READS_BEHIND_THE_HANDSHAKE, READS_ONE_BYTE_A_SECOND_BEHIND_THE_HANDSHAKE ->
          Expected.noReceipt();
    };
  }

  @ParameterizedTest
  @EnumSource
  void duringTls(TlsMisbehavior misbehavior) throws Exception {
    checkTls(misbehavior, expectedDuringTls(misbehavior));
  }
}
