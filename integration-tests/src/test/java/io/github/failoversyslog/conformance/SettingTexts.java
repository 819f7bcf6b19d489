package io.github.failoversyslog.conformance;

import java.util.Random;

/** Texts for the settings of an appender. */
final class SettingTexts {
  private SettingTexts() {}

  /**
   * Printable US-ASCII, at least one. Frameworks take some characters for the beginning of a
   * variable, and Logback cuts a setting at ":-" and a brace, where it could have a default.
   *
   * @param without these
   */
  static String random(Random random, int maxChars, String without) {
    return new RandomTexts(random).printable(maxChars, without + "${}\\").replace(":-", ";-");
  }

  /** As it is written within XML. */
  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
