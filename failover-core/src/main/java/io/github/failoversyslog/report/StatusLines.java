package io.github.failoversyslog.report;

import io.github.failoversyslog.config.Quantities;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import io.github.failoversyslog.status.Status.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Every status line and its parts, as {@code docs/status.md} lists them. */
public final class StatusLines {
  private StatusLines() {}

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
   * @param recovered the result of {@link #recovered}
   */
  static Status failedBack(String recovered) {
    return new Status(Kind.FAILED_BACK, recovered + "; failing back to it");
  }

  static String recovered(Server primary, int passed, int required) {
    return primary + " recovered (" + passed + " of " + required + " consecutive probes passed)";
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

  static Status probeFailed(Server primary, String why, int required) {
    return new Status(
        Kind.PROBE_FAILED,
        "probe of "
            + primary
            + " failed ("
            + why
            + "); "
            + required
            + " consecutive successes required");
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

  static Status discarding(String counts) {
    return new Status(Kind.DISCARDING, "discarding events: " + counts);
  }

  static Status diverting(String appender) {
    return new Status(
        Kind.DISCARDING,
        "the buffer refuses events; giving them to the appender "
            + appender
            + ", counted as diverted");
  }

  static Status discardingEnded(String summary) {
    return new Status(Kind.DISCARDING_ENDED, summary);
  }

  static String discarded(long events, Instant since, Instant until, String counts) {
    return events(events) + " discarded between " + since + " and " + until + ": " + counts;
  }

  static Status stopped(long unsent, long inDoubt, String whereElse) {
    return new Status(Kind.STOPPED, counts(unsent, inDoubt) + whereElse);
  }

  static Status stoppedUndelivered(long unsent, long inDoubt) {
    return new Status(Kind.STOPPED_UNDELIVERED, counts(unsent, inDoubt));
  }

  private static String counts(long unsent, long inDoubt) {
    return "stopped; " + events(unsent) + " not sent, " + inDoubt + " sent but unconfirmed";
  }

  public static String keptIn(String where) {
    return "; kept in " + where;
  }

  public static String spool(Path file) {
    return "spool " + file;
  }

  public static String takenOver() {
    return "; taken over by the next sender";
  }

  public static Status recovered(int messages, Path spool) {
    return new Status(
        Kind.RECOVERED, "sending " + messages + " messages recovered from spool " + spool);
  }

  public static Status noSpool(String why, int bufferBytes) {
    return new Status(
        Kind.SPOOL,
        why
            + "; buffering events in memory until the next start ("
            + bufferBytes
            + " bytes, bufferSize); undelivered events are lost when this process ends");
  }

  public static Status spoolDamaged(Path spool, String why, Path movedTo) {
    return new Status(
        Kind.SPOOL,
        "spool "
            + spool
            + " is damaged ("
            + why
            + "); renamed to "
            + movedTo
            + ", starting with an empty spool");
  }

  public static Status spoolUnreadable(long bytes, Path spool) {
    return new Status(
        Kind.SPOOL,
        bytes + " bytes of spool " + spool + " are unreadable, their messages are lost");
  }

  public static Status spoolSizeKept(Path spool, int bytes, long configuredBytes) {
    return new Status(
        Kind.SPOOL,
        "spool "
            + spool
            + " keeps its size of "
            + bytes
            + " bytes until it is empty at a start (spoolSize is "
            + configuredBytes
            + " bytes)");
  }

  public static String spoolFailed(Path spool) {
    return "spool " + spool + " was truncated while in use, or its disk failed";
  }

  public static Status spoolLeft(String failure, long unsent, long inDoubt, int bufferBytes) {
    return new Status(
        Kind.SPOOL,
        failure
            + "; "
            + events(unsent)
            + " in it lost, "
            + inDoubt
            + " sent but unconfirmed; buffering events in memory from now on ("
            + bufferBytes
            + " bytes, bufferSize); check file and disk, then restart the appender");
  }

  public static Status spoolNotClosed(String why) {
    return new Status(Kind.SPOOL, why);
  }

  static String senderStopped() {
    return "the appender has been stopped";
  }

  static Status noMBean(String why) {
    return new Status(
        Kind.CONFIG, "registerMBean has no effect, because the MBean cannot be registered: " + why);
  }

  static Status reportsDropped(long reports) {
    return new Status(
        Kind.CONFIG,
        reports
            + " reports dropped because a listener is slower than they come, or did not return"
            + " within 1 s at the stop");
  }

  static Status listenerFailed(String listener, String exception) {
    return new Status(
        Kind.CONFIG,
        "listener "
            + listener
            + " failed ("
            + exception
            + "); it is called again, further failures of it are not logged");
  }

  static Status noMetrics(String why) {
    return new Status(Kind.CONFIG, "metrics of this appender cannot be bound: " + why);
  }

  public static Status configuration(String warning) {
    return new Status(Kind.CONFIG, warning);
  }

  public static Status sdIdTruncated(String id) {
    return new Status(
        Kind.CONFIG,
        "SD-ID "
            + id
            + " of an event is longer than 32 characters (RFC 5424) and was truncated; set longSdIds"
            + " to true to send it whole; further ones are counted as truncated, not logged");
  }

  static Status internalError(String exception, String frame, String state, String repeats) {
    return new Status(
        Kind.INTERNAL_ERROR,
        "internal error, reconnecting ("
            + exception
            + " at "
            + frame
            + " in "
            + state
            + repeats
            + ")");
  }

  static String repeats(int times) {
    return "; " + times + " more since the last report";
  }

  static String unknownFrame() {
    return "an unknown place";
  }

  public static Status unfinishedMessage() {
    return new Status(
        Kind.INTERNAL_ERROR, "a thread died while writing to the buffer; its message was skipped");
  }

  public static Status threadEnded(String exception) {
    return new Status(
        Kind.INTERNAL_ERROR,
        "sender thread terminated ("
            + exception
            + "); no more events are sent, restart the appender");
  }

  /** A number of events, in words. */
  private static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
