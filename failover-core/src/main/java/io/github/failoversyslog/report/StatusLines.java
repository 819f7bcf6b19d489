package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Status;
import io.github.failoversyslog.status.Status.Kind;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The status lines and their parts that are not about a server, as {@code docs/status.md} lists
 * them: {@link ServerLines} has the others.
 */
public final class StatusLines {
  private StatusLines() {}

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
        (reports == 1 ? "1 report" : reports + " reports")
            + " dropped because a listener is slower than they come, or did not return"
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
