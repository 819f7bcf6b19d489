package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is written in place of single ASCII characters. */
public final class Escapes {
  private static final byte[] ITSELF = {};

  private final byte[][] replacements; // by character
  private final boolean[] asTheyAre = new boolean[128]; // by character
  private final boolean none;

  private Escapes(byte[][] replacements) {
    this.replacements = replacements;
    boolean all = true;
    for (int c = 0; c < asTheyAre.length; c++) {
      asTheyAre[c] = replacements[c] == ITSELF;
      all &= asTheyAre[c];
    }
    none = all;
  }

  public static Escapes none() {
    byte[][] replacements = new byte[128][];
    Arrays.fill(replacements, ITSELF);
    return new Escapes(replacements);
  }

  /** {@code "}, {@code \} and {@code ]} with a backslash before: RFC 5424 section 6.3.3. */
  public static Escapes paramValue() {
    return none().replacing('"', "\\\"").replacing('\\', "\\\\").replacing(']', "\\]");
  }

  /** Additionally replaces one character, 0 to 127. */
  public Escapes replacing(char character, String replacement) {
    byte[][] copy = replacements.clone();
    copy[character] = replacement.getBytes(StandardCharsets.UTF_8);
    return new Escapes(copy);
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

  byte[] replacementOf(char ascii) {
    return replacements[ascii];
  }
}
