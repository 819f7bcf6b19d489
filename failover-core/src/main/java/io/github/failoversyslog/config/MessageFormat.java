package io.github.failoversyslog.config;

/** Which RFC a message follows. */
public enum MessageFormat {
  /** The one with structured data. */
  RFC5424,
  /** The older one, BSD syslog: local time, no year, no structured data. */
  RFC3164
}
