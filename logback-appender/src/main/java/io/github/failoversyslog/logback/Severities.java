package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Level;
import io.github.failoversyslog.status.Severity;
import org.jspecify.annotations.Nullable;

/** Translates levels. */
final class Severities {
  private Severities() {}

  /** That of a message without PRI (RFC 3164 section 4.3.3), if there is no level. */
  static Severity of(@Nullable Level level) {
    if (level == null) {
      return Severity.NOTICE;
    }
    return switch (level.toInt()) {
      case Level.OFF_INT -> Severity.EMERGENCY; // no logger makes such an event
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARNING;
      case Level.INFO_INT -> Severity.INFORMATIONAL;
      default -> Severity.DEBUG; // DEBUG and TRACE; Logback has no others for events
    };
  }
}
