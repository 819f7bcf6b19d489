package io.github.failoversyslog.wire;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SD-NAME: what SD-IDs and parameter names are made of, RFC 5424 section 6.3.2 and 6.3.3. */
public final class SdName {
  private static final int MAX_CHARS = 32;

  /** RFC 5424 section 7. */
  private static final Set<String> REGISTERED_IDS = Set.of("timeQuality", "origin", "meta");

  /** {@code name@number}, where the owner of the number may have divided it. */
  private static final Pattern OWNED_ID = Pattern.compile("([^@]+)@(?=.{1,30}$)(\\d+(?:\\.\\d+)*)");

  private SdName() {}

  /**
   * An SD-ID as the RFC allows it: a registered one, or a name and a number.
   *
   * @param enterpriseNumber for an id that has no number of its own
   */
  public static String cleanId(String id, String enterpriseNumber) {
    if (REGISTERED_IDS.contains(id)) {
      return id;
    }
    Matcher owned = OWNED_ID.matcher(id);
    boolean isOwned = owned.matches();
    String number = "@" + (isOwned ? owned.group(2) : enterpriseNumber);
    String name = clean(isOwned ? owned.group(1) : id).replace('@', '_');
    return name.substring(0, Math.min(name.length(), MAX_CHARS - number.length())) + number;
  }

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
