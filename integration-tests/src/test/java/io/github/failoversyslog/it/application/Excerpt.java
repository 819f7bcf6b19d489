package io.github.failoversyslog.it.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Formats unexpected bytes for a message. */
public final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  public static String of(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, LONGEST);
    String text = new String(bytes, from, length, ISO_8859_1).replace("\n", "\\n");
    return "\"" + text + "\"" + (length < to - from ? "..." : "");
  }
}
