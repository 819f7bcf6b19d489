package io.github.failoversyslog.status;

/**
 * One thing that an operator should know, in one line.
 *
 * @param text what happened, what was expected, what to do; without a line end
 */
public record Status(Kind kind, String text) {

  /** What it is about. */
  public enum Kind {
    CONNECTED,
    /** The server in use was lost, and is in use again. */
    RECONNECTED,
    FAILED_OVER,
    FAILED_BACK,
    /** Every server failed; there is a wait before the next round. */
    NO_SERVER,
    PROBE_PASSED,
    PROBE_FAILED,
    /** The only server does not answer a second connection; the one in use goes on. */
    UNANSWERED,
    /** The server in use does not prove, for the time being, what it has read. */
    NO_RECEIPT,
    DISCARDING,
    DISCARDING_ENDED,
    STOPPED,
    /** Stopped while events waited that no server had taken, or of which it is in doubt. */
    STOPPED_UNDELIVERED,
    /** Messages of an earlier process were found in the spool. */
    RECOVERED,
    /** Something about the spool is not as it should be. */
    SPOOL,
    /** The configuration works, but is hardly what was meant. */
    CONFIG,
    /** A defect of this library; the sender goes on. */
    BUG
  }

  /** Whether somebody should look at it. */
  public boolean isWarning() {
    return switch (kind) {
      case CONNECTED, FAILED_BACK, PROBE_PASSED, STOPPED, RECOVERED -> false;
      case RECONNECTED,
          FAILED_OVER,
          NO_SERVER,
          PROBE_FAILED,
          UNANSWERED,
          NO_RECEIPT,
          DISCARDING,
          DISCARDING_ENDED,
          STOPPED_UNDELIVERED,
          SPOOL,
          CONFIG,
          BUG ->
          true;
    };
  }
}
