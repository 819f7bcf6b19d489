package io.github.failoversyslog.config;

import io.github.failoversyslog.status.Severity;

/**
 * Where a message comes from: RFC 5424 section 6.2.1, table 1. The ordinal is the numerical code, 0
 * to 23.
 */
public enum Facility {
  KERN,
  USER,
  MAIL,
  DAEMON,
  AUTH,
  SYSLOG,
  LPR,
  NEWS,
  UUCP,
  CRON,
  AUTHPRIV,
  FTP,
  NTP,
  LOG_AUDIT,
  LOG_ALERT,
  CLOCK,
  LOCAL0,
  LOCAL1,
  LOCAL2,
  LOCAL3,
  LOCAL4,
  LOCAL5,
  LOCAL6,
  LOCAL7;

  /** The PRI value of this facility with a severity, 0 to 191. */
  public int priority(Severity severity) {
    return ordinal() * 8 + severity.ordinal();
  }
}
