package io.github.failoversyslog.failover;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntPredicate;

/** A walk through a strongly connected component that meets everything a fair cycle has to. */
final class Lasso {
  private final ModelGraph graph;
  private final IntPredicate edges;

  /**
   * @param edges those within the component
   */
  Lasso(ModelGraph graph, IntPredicate edges) {
    this.graph = graph;
    this.edges = edges;
  }

  /** The shortest way within the component, at least one edge long, to an edge that is wanted. */
  Deque<Integer> way(int from, IntPredicate wanted) {
    int[] cameBy = new int[graph.states()];
    Arrays.fill(cameBy, -1);
    BitSet seen = new BitSet();
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(from);
    seen.set(from);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int edge = graph.firstEdge(state); edge < graph.endOfEdges(state); edge++) {
        int target = graph.target(edge);
        if (!edges.test(edge)) {
          continue;
        }
        if (wanted.test(edge)) {
          return path(from, edge, cameBy);
        }
        if (!seen.get(target)) {
          seen.set(target);
          cameBy[target] = edge;
          queue.add(target);
        }
      }
    }
    return new ArrayDeque<>();
  }

  private Deque<Integer> path(int from, int lastEdge, int[] cameBy) {
    Deque<Integer> path = new ArrayDeque<>();
    path.push(lastEdge);
    for (int at = graph.source(lastEdge); at != from; at = graph.source(cameBy[at])) {
      path.push(cameBy[at]);
    }
    return path;
  }
}
