package io.github.failoversyslog.log4j2;

/** What this appender reports besides its sender, as {@code docs/status.md} lists it. */
final class Log4j2Texts {
  private Log4j2Texts() {}

  static String eventDiscarded(String appender) {
    return appender + ": event discarded, buffer full or appender stopped";
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
