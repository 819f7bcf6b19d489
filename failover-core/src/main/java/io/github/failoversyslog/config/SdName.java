package io.github.failoversyslog.config;

import java.util.Set;

/** SD-NAME: what SD-IDs and parameter names are made of, RFC 5424 section 6.3.2 and 6.3.3. */
public final class SdName {
  /** RFC 5424 section 6.3.2. */
  public static final int MAX_CHARS = 32;

  /** RFC 5424 section 7. */
  private static final Set<String> REGISTERED_IDS = Set.of("timeQuality", "origin", "meta");

  private static final int MAX_NUMBER_CHARS = MAX_CHARS - "n@".length();

  private SdName() {}

  /**
   * An SD-ID as the RFC allows it: a registered one, or a name and a number, the name cut so that
   * both fit.
   *
   * @param enterpriseNumber for an id that has no number of its own
   */
  public static String cleanId(String id, String enterpriseNumber) {
    if (REGISTERED_IDS.contains(id)) {
      return id;
    }
    int at = endOfOwnedName(id);
    boolean isOwned = at >= 0 && id.length() - at - 1 <= MAX_NUMBER_CHARS;
    String number = isOwned ? id.substring(at) : "@" + enterpriseNumber;
    String name = clean(isOwned ? id.substring(0, at) : id).replace('@', '_');
    return name.substring(0, Math.min(name.length(), MAX_CHARS - number.length())) + number;
  }

  /** Like {@link #cleanId}, but of any length. */
  public static String wholeId(String id, String enterpriseNumber) {
    if (REGISTERED_IDS.contains(id)) {
      return id;
    }
    int at = endOfOwnedName(id);
    String number = at >= 0 ? id.substring(at) : "@" + enterpriseNumber;
    return cleanWhole(at >= 0 ? id.substring(0, at) : id).replace('@', '_') + number;
  }

  /**
   * Where the {@code @} is in {@code name@number}, of which the owner of the number may have
   * divided it; -1 if the id is none of these.
   */
  private static int endOfOwnedName(String id) {
    int at = id.indexOf('@');
    return at > 0 && isNumber(id, at + 1) ? at : -1;
  }

  /** Whether the rest of the text is digits, with single dots between them. */
  private static boolean isNumber(String text, int start) {
    boolean digitBefore = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && !(c == '.' && digitBefore)) {
        return false;
      }
      digitBefore = digit;
    }
    return digitBefore;
  }

  /**
   * The name as the RFC allows it: other characters become {@code _}, the rest is cut off; {@code
   * _} for nothing.
   */
  public static String clean(String name) {
    return cleanWhole(name.length() > MAX_CHARS ? name.substring(0, MAX_CHARS) : name);
  }

  /** Like {@link #clean}, but of any length. */
  public static String cleanWhole(String name) {
    if (name.isEmpty()) {
      return "_";
    }
    StringBuilder clean = new StringBuilder(name);
    for (int i = 0; i < clean.length(); i++) {
      if (!isAllowed(clean.charAt(i))) {
        clean.setCharAt(i, '_');
      }
    }
    return clean.toString();
  }

  private static boolean isAllowed(char c) {
    return c > ' ' && c < 0x7F && c != '=' && c != ']' && c != '"';
  }
}
