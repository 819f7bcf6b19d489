package io.github.failoversyslog.appender;

/**
 * What can be wrong with an appender's elements: with listeners, references to other appenders, and
 * the layouts and patterns that the frameworks parse. Such a fault keeps the appender from
 * starting.
 */
public final class AppenderFaults {
  private static final String EXPECTED =
      "expected a public class that implements SenderListener and has a public constructor without"
          + " parameters";

  private AppenderFaults() {}

  public static String listenerWithoutClass(String element) {
    return "class of " + element + " is missing; " + EXPECTED;
  }

  /**
   * @param why it is not such a one
   */
  public static String listenerClass(String element, String found, String why) {
    return "class of " + element + " is \"" + found + "\" (" + why + "); " + EXPECTED;
  }

  /**
   * @param element with which appenders are referred to, such as {@code <AppenderRef>}
   */
  public static String severalReferences(String element) {
    return element + " is there more than once; expected it once";
  }

  public static String unknownAppender(String element, String name) {
    return element + " refers to \"" + name + "\"; expected the name of another appender";
  }

  public static String leadsBack(String element, String name) {
    return element
        + " refers to \""
        + name
        + "\", which is or leads back to this appender; expected one that does not";
  }

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
