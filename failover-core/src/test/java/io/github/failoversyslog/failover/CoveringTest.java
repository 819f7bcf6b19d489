package io.github.failoversyslog.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CoveringTest {
  @Test
  void anyTwoAndAnyThreeDurationsOfTheModelTakeAllTheirValues() {
    List<int[]> pairs = Arrays.asList(Variation.ROWS).subList(0, Variation.FIRST_ROWS);
    assertThat(missing(pairs, 2)).isEmpty();
    assertThat(missing(Arrays.asList(Variation.ROWS), 3)).isEmpty();
  }

  @Test
  void aRowLessIsNotEnough() {
    List<int[]> rows = Arrays.asList(Variation.ROWS);
    assertThat(missing(rows.subList(0, Variation.FIRST_ROWS - 1), 2)).isNotEmpty();
    assertThat(missing(rows.subList(0, rows.size() - 1), 3)).isNotEmpty();
  }

  /** The combinations of so many factors' values that no row has. */
  private static Set<String> missing(List<int[]> rows, int strength) {
    Set<String> missing = new TreeSet<>();
    for (int factors = 0; factors < 1 << Variation.LEVELS.length; factors++) {
      if (Integer.bitCount(factors) == strength) {
        missing.addAll(missingOf(chosen(factors), rows));
      }
    }
    return missing;
  }

  private static int[] chosen(int factors) {
    List<Integer> chosen = new ArrayList<>();
    for (int factor = 0; factor < Variation.LEVELS.length; factor++) {
      if ((factors & 1 << factor) != 0) {
        chosen.add(factor);
      }
    }
    return chosen.stream().mapToInt(factor -> factor).toArray();
  }

  private static Set<String> missingOf(int[] factors, List<int[]> rows) {
    Set<String> values = new TreeSet<>(Set.of(""));
    for (int factor : factors) {
      Set<String> longer = new TreeSet<>();
      for (int value = 0; value < Variation.LEVELS[factor]; value++) {
        String next = factor + "=" + value + " ";
        values.forEach(before -> longer.add(before + next));
      }
      values = longer;
    }
    for (int[] row : rows) {
      StringBuilder had = new StringBuilder();
      Arrays.stream(factors).forEach(factor -> had.append(factor + "=" + row[factor] + " "));
      values.remove(had.toString());
    }
    return values;
  }
}
