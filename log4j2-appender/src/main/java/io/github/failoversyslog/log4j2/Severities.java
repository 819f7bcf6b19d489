package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.status.Severity;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.spi.StandardLevel;
import org.jspecify.annotations.Nullable;

/**
 * Translates levels. Source: {@code org.apache.logging.log4j.core.net.Severity}; departs from it in
 * that a custom level may have the name of a severity.
 */
final class Severities {
  private Severities() {}

  /** That of a message without PRI (RFC 3164 section 4.3.3), if there is no level. */
  static Severity of(@Nullable Level level) {
    if (level == null) {
      return Severity.NOTICE;
    }
    StandardLevel standard = level.getStandardLevel();
    Severity named = level.name().equals(standard.name()) ? null : Severity.named(level.name());
    return named == null ? of(standard) : named;
  }

  private static Severity of(StandardLevel level) {
    return switch (level) {
      case OFF -> Severity.EMERGENCY;
      case FATAL -> Severity.ALERT;
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARNING;
      case INFO -> Severity.INFORMATIONAL;
      case DEBUG, TRACE, ALL -> Severity.DEBUG;
    };
  }
}
