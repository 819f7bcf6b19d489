package io.github.failoversyslog;

/**
 * How serious a message is: RFC 5424 section 6.2.1, table 2. The ordinal is the numerical code, 0
 * to 7.
 */
public enum Severity {
  EMERGENCY,
  ALERT,
  CRITICAL,
  ERROR,
  WARNING,
  NOTICE,
  INFORMATIONAL,
  DEBUG;

  public boolean isLessSeriousThan(Severity other) {
    return ordinal() > other.ordinal();
  }
}
