package io.github.failoversyslog.report;

import io.github.failoversyslog.config.Quantities;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import io.github.failoversyslog.status.Status.Kind;
import java.time.Duration;

/**
 * The status lines about servers, their connections, probes and receipts, and the parts of these
 * lines, as {@code docs/status.md} lists them.
 */
final class ServerLines {
  private ServerLines() {}

  /**
   * @param probing the result of {@link #probing}, or empty
   */
  static Status connected(Server server, String probing) {
    return new Status(Kind.CONNECTED, sendingTo(server) + probing);
  }

  /**
   * @param problems of this server and others, separated by {@code "; "}
   * @param probing the result of {@link #probing}, or empty
   */
  static Status reconnected(String problems, Server server, String probing) {
    return new Status(Kind.RECONNECTED, problems + "; " + sendingTo(server) + probing);
  }

  /**
   * @param problems of other servers
   * @param probing the result of {@link #probing}, or empty
   */
  static Status failedOver(String problems, Server server, String probing) {
    return new Status(Kind.FAILED_OVER, problems + "; " + sendingTo(server) + probing);
  }

  private static String sendingTo(Server server) {
    return "sending to " + server;
  }

  static String probing(Server primary, Duration interval) {
    return "; probing " + primary + " every " + Quantities.timeText(interval);
  }

  static String cannotConnect(Server server, String why) {
    return "cannot connect to " + server + " (" + why + ")";
  }

  static String lost(Server server, String why) {
    return server + " lost (" + why + ")";
  }

  static String lostByLiveness(Server server, String why) {
    return server + " lost (liveness check failed: " + why + ")";
  }

  /**
   * @param recovered the result of a method whose name begins with this word
   */
  static Status failedBack(String recovered) {
    return new Status(Kind.FAILED_BACK, recovered + "; failing back to it");
  }

  /**
   * @param required 2 or more
   */
  static String recovered(Server primary, int passed, int required) {
    return primary + " recovered (" + passed + " of " + required + " consecutive probes passed)";
  }

  static String recoveredByOneProbe(Server primary) {
    return primary + " recovered (a probe passed)";
  }

  static String recoveredOnRequest(Server primary) {
    return primary + " recovered (a probe passed, and failback was requested with failBackNow)";
  }

  static String recoveredWithNoServer(Server primary) {
    return primary + " recovered (a probe passed while no server was in use)";
  }

  /**
   * @param earlierRounds the result of {@link #earlierRounds}, or empty
   */
  static Status noServer(String problems, Duration delay, String earlierRounds) {
    return new Status(
        Kind.NO_SERVER,
        "no server available: "
            + problems
            + "; buffering events, retrying in "
            + Quantities.timeText(delay)
            + earlierRounds);
  }

  static String earlierRounds(int rounds) {
    return " (" + rounds + " earlier failed rounds not logged)";
  }

  static Status probePassed(Server primary, int passed, int required) {
    return new Status(
        Kind.PROBE_PASSED, "probe of " + primary + " passed (" + passed + " of " + required + ")");
  }

  static Status probePassedOnRequest(Server primary) {
    return new Status(
        Kind.PROBE_PASSED,
        "probe of "
            + primary
            + " passed; failback was requested with failBackNow, so one success is enough");
  }

  static Status probePassedWithNoServer(Server primary) {
    return new Status(
        Kind.PROBE_PASSED,
        "probe of " + primary + " passed; no server is in use, so one success is enough");
  }

  static Status probeFailedWithNoServer(Server primary, String why) {
    return probeFailed(primary, why, "no server is in use, so one success is enough");
  }

  static Status probeFailedOneRequired(Server primary, String why) {
    return probeFailed(primary, why, "1 success required");
  }

  /**
   * @param required 2 or more
   */
  static Status probeFailed(Server primary, String why, int required) {
    return probeFailed(primary, why, required + " consecutive successes required");
  }

  private static Status probeFailed(Server primary, String why, String expected) {
    return new Status(
        Kind.PROBE_FAILED, "probe of " + primary + " failed (" + why + "); " + expected);
  }

  static Status livenessFailed(Server server, String why) {
    return new Status(
        Kind.LIVENESS_FAILED,
        "2 consecutive liveness probes of "
            + server
            + " failed ("
            + why
            + "); no other server configured, keeping the connection");
  }

  static Status notProbed(Server server, String why) {
    return new Status(
        Kind.LIVENESS_FAILED,
        server
            + " cannot be probed ("
            + why
            + "); keeping the connection, whether the server is up is unknown");
  }

  static Status renewalFailed(Server server, String why) {
    return new Status(
        Kind.NO_RECEIPT,
        "second connection to "
            + server
            + " failed ("
            + why
            + "); keeping the current one, its messages remain unconfirmed");
  }

  static Status noReceipts(Server server) {
    return new Status(
        Kind.NO_RECEIPT,
        server
            + " did not close 2 consecutive connections that were ended on this side; it gives no"
            + " receipts, so resendWindow applies and its connections are not renewed");
  }
}
