package io.github.failoversyslog.log4j2;

/** What this appender reports besides its sender, as {@code docs/status.md} lists it. */
final class Log4j2Texts {
  private Log4j2Texts() {}

  static String cannotStart(String appender, String why) {
    return appender + ": cannot start: " + why;
  }

  static String eventDiscarded(String appender) {
    return appender + ": event discarded, buffer full or appender stopped";
  }

  static String neverStarted(String appender) {
    return appender + " was never started, so it has no statistics";
  }

  static String stackTracePatternUnused() {
    return "stackTracePattern has no effect: the layout formats the stack trace; put the pattern"
        + " into the layout, or set stackTrace to lines or structuredData";
  }

  static String stackTraceTwice(String stackTrace) {
    return "stack traces are sent twice: by stackTrace="
        + stackTrace
        + " and by the layout; remove them from the layout, in a pattern with %ex{0} instead of"
        + " %ex, %xEx or %rEx, or at its end if it has none of these";
  }

  static String storeMissing(String store) {
    return store + " does not exist";
  }

  static String storeUnreadable(String store, String why) {
    return "cannot read " + store + ": " + why;
  }

  static String storeUnreadable(String store, String password, String why) {
    return "cannot read " + store + " with all characters of " + password + " as password: " + why;
  }

  static String passwordMissing(String source, String store) {
    return source + " does not exist" + passwordExpected(store);
  }

  static String passwordUnreadable(String source, String why, String store) {
    return "cannot read " + source + ": " + why + passwordExpected(store);
  }

  static String passwordNotSet(String source, String store) {
    return source + " is not set" + passwordExpected(store);
  }

  private static String passwordExpected(String store) {
    return "; expected the password of " + store + " and nothing else, not even a line end";
  }
}
