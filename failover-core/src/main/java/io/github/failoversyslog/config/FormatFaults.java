package io.github.failoversyslog.config;

/** What can be wrong with layouts and patterns, which the frameworks parse. */
public final class FormatFaults {
  private FormatFaults() {}

  /**
   * @param expected which pattern
   * @param reason why it is not such a one, in parentheses; or empty
   */
  public static String stackTracePattern(String pattern, String expected, String reason) {
    return "stackTracePattern is \""
        + pattern
        + "\""
        + reason
        + "; expected a pattern "
        + expected
        + ", such as %rEx or %ex{5}";
  }

  /**
   * @param found which layout writes a syslog header
   * @param format the setting for the same header
   */
  public static String headerTwice(String found, String format) {
    return found
        + ", and the appender writes one itself; expected the appender's "
        + format
        + ", and a layout that formats the text only, or none";
  }
}
