package io.github.failoversyslog.wire;

import java.util.List;

/**
 * Says which names of context data are sent: those included, or all if none is, but for those
 * excluded.
 */
public final class NameFilter {
  private final List<String> includes;
  private final List<String> excludes;

  /**
   * @param includes names, or beginnings of names with {@code *} behind
   * @param excludes the same; wins over the includes
   */
  public NameFilter(List<String> includes, List<String> excludes) {
    this.includes = List.copyOf(includes);
    this.excludes = List.copyOf(excludes);
  }

  public boolean accepts(String name) {
    return (includes.isEmpty() || matchesAny(includes, name)) && !matchesAny(excludes, name);
  }

  private static boolean matchesAny(List<String> patterns, String name) {
    for (int i = 0; i < patterns.size(); i++) { // no iterator: this runs for every event
      if (matches(patterns.get(i), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String name) {
    int star = pattern.length() - 1;
    return pattern.endsWith("*") ? name.regionMatches(0, pattern, 0, star) : name.equals(pattern);
  }
}
