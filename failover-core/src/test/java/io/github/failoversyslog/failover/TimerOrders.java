package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In which order the pending times of a state can come. */
final class TimerOrders {
  /** As in the ranks: end of the phase, probe, liveness probe, next renewal. */
  static final int[] TIMERS = {
    ModelKey.UNTIL, ModelKey.PROBE_AT, ModelKey.LIVENESS_AT, ModelKey.NOT_BEFORE
  };

  private TimerOrders() {}

  /** The ranks of the four: ascending, descending, all the same, and every other permutation. */
  static int[][] all() {
    List<int[]> orders = new ArrayList<>();
    permute(List.of(), List.of(1, 2, 3, 4), orders);
    Collections.swap(orders, 1, orders.size() - 1); // the last one is descending
    orders.add(2, new int[] {1, 1, 1, 1});
    return orders.toArray(int[][]::new);
  }

  private static void permute(List<Integer> chosen, List<Integer> left, List<int[]> orders) {
    if (left.isEmpty()) {
      orders.add(chosen.stream().mapToInt(rank -> rank).toArray());
    }
    for (Integer rank : left) {
      List<Integer> more = new ArrayList<>(chosen);
      more.add(rank);
      permute(more, left.stream().filter(other -> !other.equals(rank)).toList(), orders);
    }
  }
}
