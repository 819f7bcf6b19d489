package io.github.failoversyslog.conformance;

import java.util.Random;

/** Random texts for the settings of an appender. */
final class SettingTexts {
  private SettingTexts() {}

  /** Like {@link #random}, but not the nil value, for which receivers put the peer's address. */
  static String randomHost(Random random, int maxLength, String excluded) {
    String host = random(random, maxLength, excluded);
    return host.equals("-") ? "h" : host;
  }

  /**
   * Printable US-ASCII, at least one character. Frameworks interpret some characters as the start
   * of a variable, and Logback cuts a setting at ":-" and a brace, the syntax of a default value.
   *
   * @param without characters to exclude
   */
  static String random(Random random, int maxChars, String without) {
    return new RandomTexts(random).printable(maxChars, without + "${}\\").replace(":-", ";-");
  }

  /** Escapes the text for XML. */
  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
