package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is written in place of single characters: of ASCII, and of the control characters behind.
 */
public final class Escapes {
  private static final byte[] ITSELF = {};
  private static final int ASCII = 0x80;
  private static final int END = 0xA0; // of the control characters of Latin-1

  private final byte[][] replacements; // by character
  private final boolean[] asTheyAre = new boolean[ASCII]; // by character
  private final boolean none;
  private final boolean onlyAscii;

  private Escapes(byte[][] replacements) {
    this.replacements = replacements;
    for (int c = 0; c < ASCII; c++) {
      asTheyAre[c] = replacements[c] == ITSELF;
    }
    onlyAscii = areAllThemselves(replacements, ASCII, END);
    none = onlyAscii && areAllThemselves(replacements, 0, ASCII);
  }

  private static boolean areAllThemselves(byte[][] replacements, int from, int to) {
    for (int c = from; c < to; c++) {
      if (replacements[c] != ITSELF) {
        return false;
      }
    }
    return true;
  }

  public static Escapes none() {
    byte[][] replacements = new byte[END][];
    Arrays.fill(replacements, ITSELF);
    return new Escapes(replacements);
  }

  /** {@code "}, {@code \} and {@code ]} with a backslash before: RFC 5424 section 6.3.3. */
  public static Escapes paramValue() {
    return none().replacing('"', "\\\"").replacing('\\', "\\\\").replacing(']', "\\]");
  }

  /** Additionally replaces one character, 0 to 0x9F. */
  public Escapes replacing(char character, String replacement) {
    byte[][] copy = replacements.clone();
    copy[character] = replacement.getBytes(StandardCharsets.UTF_8);
    return new Escapes(copy);
  }

  /**
   * Additionally writes a control character as {@code #} and three octal digits, as rsyslog does.
   */
  Escapes replacingInOctal(char character) {
    return replacing(character, "#" + (character >> 6) + (character >> 3 & 7) + (character & 7));
  }

  /** Additionally writes all control characters, those of Latin-1 too, in octal. */
  Escapes replacingControlCharacters() {
    Escapes escapes = this;
    for (char c = 0; c < END; c++) {
      escapes = Character.isISOControl(c) ? escapes.replacingInOctal(c) : escapes;
    }
    return escapes;
  }

  boolean isWrittenAsItIs(char ascii) {
    return asTheyAre[ascii];
  }

  /** Whether every character is written as it is. */
  boolean isNone() {
    return none;
  }

  /** By character; not to be changed. */
  boolean[] writtenAsTheyAre() {
    return asTheyAre;
  }

  /**
   * @param beyondAscii 0x80 or more
   */
  boolean replaces(char beyondAscii) {
    return !onlyAscii && beyondAscii < END && replacements[beyondAscii] != ITSELF;
  }

  byte[] replacementOf(char character) {
    return replacements[character];
  }
}
