package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A covering array: few rows, in which any two factors (strength 2), or any three, take every
 * combination of their values. It finds faults that need so many values together, with much fewer
 * rows than the product of all.
 */
final class Covering {
  private static final int OPEN = -1; // a value that is not chosen yet

  private final int[] levels;
  private final List<int[]> rows = new ArrayList<>();

  private Covering(int[] levels) {
    this.levels = levels;
  }

  /**
   * @param levels the number of values of each factor; its values are 0 to that, exclusive
   * @param strengths ascending; the rows for each follow those for the last one, which count too
   */
  static int[][] of(int[] levels, int... strengths) {
    Covering covering = new Covering(levels);
    for (int strength : strengths) {
      covering.extend(strength);
    }
    return covering.rows.toArray(int[][]::new);
  }

  private void extend(int strength) {
    Set<List<Integer>> missing = new LinkedHashSet<>(combinations(strength));
    rows.forEach(row -> missing.removeIf(combination -> isIn(combination, row)));
    while (!missing.isEmpty()) {
      int[] row = row(missing);
      missing.removeIf(combination -> isIn(combination, row));
      rows.add(row);
    }
  }

  /** Every combination of values of so many factors; {@link #OPEN} for the others. */
  private List<List<Integer>> combinations(int strength) {
    List<List<Integer>> combinations = List.of(List.of());
    for (int level : levels) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> combination : combinations) {
        IntStream.range(OPEN, level).forEach(value -> longer.add(with(combination, value)));
      }
      longer.removeIf(combination -> chosen(combination) > strength);
      combinations = longer;
    }
    return combinations.stream().filter(each -> chosen(each) == strength).toList();
  }

  private static List<Integer> with(List<Integer> combination, int value) {
    List<Integer> longer = new ArrayList<>(combination);
    longer.add(value);
    return longer;
  }

  private static long chosen(List<Integer> combination) {
    return combination.stream().filter(value -> value != OPEN).count();
  }

  /** A row with the first missing combination and, value by value, as many others as possible. */
  private int[] row(Set<List<Integer>> missing) {
    int[] row = missing.iterator().next().stream().mapToInt(value -> value).toArray();
    for (int factor = 0; factor < row.length; factor++) {
      if (row[factor] == OPEN) {
        row[factor] = best(row, factor, missing);
      }
    }
    return row;
  }

  private int best(int[] row, int factor, Set<List<Integer>> missing) {
    int best = 0;
    long most = -1;
    for (int value = 0; value < levels[factor]; value++) {
      int[] tried = Arrays.copyOf(row, row.length);
      tried[factor] = value;
      long found = missing.stream().filter(each -> isPossibleIn(each, tried, factor)).count();
      if (found > most) {
        most = found;
        best = value;
      }
    }
    return best;
  }

  /** Whether the combination has the value just tried, and no other than those chosen before. */
  private static boolean isPossibleIn(List<Integer> combination, int[] row, int factor) {
    return combination.get(factor) == row[factor]
        && IntStream.range(0, row.length)
            .allMatch(
                i -> row[i] == OPEN || combination.get(i) == OPEN || combination.get(i) == row[i]);
  }

  private static boolean isIn(List<Integer> combination, int[] row) {
    return IntStream.range(0, row.length)
        .allMatch(i -> combination.get(i) == OPEN || combination.get(i) == row[i]);
  }
}
