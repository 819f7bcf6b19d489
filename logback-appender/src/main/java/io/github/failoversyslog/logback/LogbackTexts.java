package io.github.failoversyslog.logback;

/** What this appender reports besides its sender, as {@code docs/status.md} lists it. */
final class LogbackTexts {
  private LogbackTexts() {}

  static String notFormatted() {
    return "the event cannot be formatted";
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
