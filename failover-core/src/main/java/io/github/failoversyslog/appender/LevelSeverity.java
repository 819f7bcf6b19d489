package io.github.failoversyslog.appender;

import io.github.failoversyslog.status.Severity;
import org.jspecify.annotations.Nullable;

/** Translates levels. Source: {@code org.apache.logging.log4j.core.net.Severity}. */
public final class LevelSeverity {
  private LevelSeverity() {}

  /**
   * That of a message without PRI (RFC 3164 section 4.3.3), if there is no level.
   *
   * @param level name of one of the framework's own levels; those that only one framework has are
   *     among them
   */
  public static Severity of(@Nullable String level) {
    if (level == null) {
      return Severity.NOTICE;
    }
    return switch (level) {
      case "OFF" -> Severity.EMERGENCY; // a logger makes hardly any such event
      case "FATAL" -> Severity.ALERT;
      case "ERROR" -> Severity.ERROR;
      case "WARN" -> Severity.WARNING;
      case "INFO" -> Severity.INFORMATIONAL;
      default -> Severity.DEBUG; // DEBUG, TRACE and ALL
    };
  }
}
