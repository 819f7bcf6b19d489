package io.github.failoversyslog.config;

/** What can be wrong with listeners, and with references to other appenders. */
public final class ElementFaults {
  private static final String EXPECTED =
      "expected a public class that implements SenderListener and has a public constructor without"
          + " parameters";

  private ElementFaults() {}

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
}
