package io.github.failoversyslog.config;

import java.util.regex.Pattern;

/** What the logging frameworks leave of a variable that is not set. */
final class UnsetVariables {
  private static final Pattern LEFT = // by Log4j, by Logback
      Pattern.compile("\\$\\{[^{}]*\\}|\\w_IS_UNDEFINED\\b", Pattern.CASE_INSENSITIVE);

  private UnsetVariables() {}

  static boolean areIn(String value) {
    return LEFT.matcher(value).find();
  }

  /** The words about a value that was refused, and the cause if it is such a variable. */
  static String named(String refusal) {
    return refusal + hint(refusal);
  }

  /** To be appended to a refusal that does not show the value. */
  static String hint(String value) {
    return areIn(value) ? "; a variable in it is not set" : "";
  }
}
