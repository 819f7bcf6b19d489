package io.github.failoversyslog.status;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A status line. {@code docs/status.md} lists all of them.
 *
 * @param text what happened, what was expected, what to do; line ends and other control characters,
 *     which the text of an exception may have, become spaces
 */
public record Status(Kind kind, String text) {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]+");

  public Status {
    text = CONTROLS.matcher(text).replaceAll(" ");
  }

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Status that && kind == that.kind && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + text.hashCode();
  }

  /** The sections of {@code docs/status.md}. */
  public enum Kind {
    /** The first connection. */
    CONNECTED,
    /** The server in use was lost and connected again. */
    RECONNECTED,
    FAILED_OVER,
    FAILED_BACK,
    /** All servers failed; the next attempt follows after a delay. */
    NO_SERVER,
    PROBE_PASSED,
    PROBE_FAILED,
    /** The only server does not answer liveness probes; its connection is kept. */
    LIVENESS_FAILED,
    /** The server in use does not confirm what it has read. */
    NO_RECEIPT,
    DISCARDING,
    DISCARDING_ENDED,
    STOPPED,
    /** Stopped before all events were sent and confirmed. */
    STOPPED_UNDELIVERED,
    /** Messages of an earlier process were recovered from the spool. */
    RECOVERED,
    /** A problem with the spool file. */
    SPOOL,
    /** The configuration works but is probably a mistake. */
    CONFIG,
    /** A defect of this library; the sender continues. */
    INTERNAL_ERROR
  }

  /** Whether the appender reports it as a warning: a failback is one, like the failover it ends. */
  public boolean isWarning() {
    return switch (kind) {
      case CONNECTED, PROBE_PASSED, STOPPED, RECOVERED -> false;
      case RECONNECTED,
          FAILED_OVER,
          FAILED_BACK,
          NO_SERVER,
          PROBE_FAILED,
          LIVENESS_FAILED,
          NO_RECEIPT,
          DISCARDING,
          DISCARDING_ENDED,
          STOPPED_UNDELIVERED,
          SPOOL,
          CONFIG,
          INTERNAL_ERROR ->
          true;
    };
  }
}
