package io.github.failoversyslog.appender;

/** What every appender reports besides its sender, as {@code docs/status.md} lists it. */
public final class AppenderTexts {
  static final String LEADS_BACK = "it leads back to this appender";

  private AppenderTexts() {}

  public static String cannotStart(String appender, String why) {
    return appender + ": cannot start: " + why;
  }

  static String notDiverted(String other, String why) {
    return "the appender "
        + other
        + " failed ("
        + why
        + "); events that it fails to write are counted as discarded, not logged again";
  }

  /**
   * @param layout what formats the text
   */
  public static String stackTracePatternUnused(String layout) {
    return "stackTracePattern has no effect: "
        + layout
        + " formats the stack trace; put the pattern there, or set stackTrace to lines or"
        + " structuredData";
  }

  /**
   * @param stackTrace the setting
   * @param layout what formats the text
   * @param nothing the converter for no stack trace
   */
  public static String stackTraceTwice(String stackTrace, String layout, String nothing) {
    return "stack traces are sent twice: by stackTrace="
        + stackTrace
        + " and by "
        + layout
        + "; remove them there, in a pattern with "
        + nothing
        + " instead of %ex, %xEx or %rEx, or at its end if it has none of these";
  }
}
