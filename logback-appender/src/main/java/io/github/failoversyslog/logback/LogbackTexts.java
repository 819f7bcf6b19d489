package io.github.failoversyslog.logback;

/** What this appender reports besides its sender, as {@code docs/status.md} lists it. */
final class LogbackTexts {
  private LogbackTexts() {}

  static String cannotStart(String appender, String why) {
    return appender + ": cannot start: " + why;
  }

  static String notFormatted() {
    return "the event cannot be formatted";
  }

  static String neverStarted(String appender) {
    return appender + " was never started, so it has no statistics";
  }

  static String stackTracePatternUnused() {
    return "stackTracePattern has no effect: the layout or encoder formats the stack trace; put the"
        + " pattern there, or set stackTrace to lines or structuredData";
  }

  static String stackTraceTwice(String stackTrace) {
    return "stack traces are sent twice: by stackTrace="
        + stackTrace
        + " and by the layout or encoder; remove them there, in a pattern with %nopex instead of"
        + " %ex, %xEx or %rEx, or at its end if it has none of these";
  }

  static String noLoggingEvent(String found) {
    return found
        + " was logged, expected an ILoggingEvent of logback-classic; such objects are discarded"
        + " and counted, not logged again";
  }

  static String noMdc(String why) {
    return "cannot read the MDC ("
        + why
        + "); events are sent without it; call setMDCAdapter(MDC.getMDCAdapter()) on a"
        + " LoggerContext that the application creates";
  }
}
