package io.github.failoversyslog.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant who mistyped it. */
final class NearestName {
  private static final int CHARS_PER_MISTAKE = 3;

  private NearestName() {}

  /**
   * The name that the fewest letters have to be changed, added, left out or swapped for, case not
   * counted.
   *
   * @return empty if none is near
   */
  static Optional<String> of(String typed, List<String> names) {
    Optional<String> nearest = Optional.empty();
    int fewest = Math.max(1, typed.length() / CHARS_PER_MISTAKE) + 1;
    for (String name : names) {
      if (Math.abs(typed.length() - name.length()) >= fewest) {
        continue; // each letter more or less is a mistake
      }
      int mistakes = mistakes(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (mistakes < fewest) {
        fewest = mistakes;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }

  /** The restricted Damerau-Levenshtein distance. */
  private static int mistakes(String typed, String meant) {
    int[][] upTo = new int[typed.length() + 1][meant.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= meant.length(); j++) {
        upTo[i][j] = i == 0 || j == 0 ? i + j : fewest(upTo, typed, meant, i, j);
      }
    }
    return upTo[typed.length()][meant.length()];
  }

  private static int fewest(int[][] upTo, String typed, String meant, int i, int j) {
    boolean same = typed.charAt(i - 1) == meant.charAt(j - 1);
    int changed = upTo[i - 1][j - 1] + (same ? 0 : 1);
    int addedOrLeftOut = Math.min(upTo[i - 1][j], upTo[i][j - 1]) + 1;
    boolean swapped =
        i > 1
            && j > 1
            && typed.charAt(i - 1) == meant.charAt(j - 2)
            && typed.charAt(i - 2) == meant.charAt(j - 1);
    int best = Math.min(changed, addedOrLeftOut);
    return swapped ? Math.min(best, upTo[i - 2][j - 2] + 1) : best;
  }
}
