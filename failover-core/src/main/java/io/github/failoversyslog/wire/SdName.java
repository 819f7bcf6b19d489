package io.github.failoversyslog.wire;

/** SD-NAME: what SD-IDs and parameter names are made of, RFC 5424 section 6.3.2 and 6.3.3. */
public final class SdName {
  private static final int MAX_CHARS = 32;

  private SdName() {}

  /**
   * The name as the RFC allows it: other characters become {@code _}, the rest is cut off; {@code
   * _} for nothing.
   */
  public static String clean(String name) {
    int chars = lengthOf(name);
    StringBuilder clean = new StringBuilder(MAX_CHARS);
    for (int i = 0; i < chars; i++) {
      clean.append(clean(name, i));
    }
    return clean.toString();
  }

  private static int lengthOf(String name) {
    return Math.max(1, Math.min(name.length(), MAX_CHARS));
  }

  private static char clean(String name, int index) {
    char c = name.isEmpty() ? '_' : name.charAt(index);
    boolean allowed = c > ' ' && c < 0x7F && c != '=' && c != ']' && c != '"';
    return allowed ? c : '_';
  }
}
