package io.github.failoversyslog.conformance;

import java.util.Random;

/** Random texts for the settings of an appender. */
final class SettingTexts {
  private SettingTexts() {}

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
