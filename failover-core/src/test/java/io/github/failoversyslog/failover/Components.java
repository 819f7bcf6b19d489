package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The strongly connected components of a part of the graph that contain an edge (Tarjan's
 * algorithm, without recursion).
 */
final class Components {
  private static final int NONE = -1;

  private final ModelGraph graph;
  private final IntPredicate edges;
  private final int[] order; // in which a state was first visited, from 1
  private final int[] lowest;
  private final int[] nextEdge;
  private final int[] path; // the states being visited
  private final int[] open; // visited, and of no component so far
  private final int[] componentOf; // from 1, or 0 as long as it is open
  private final List<int[]> found = new ArrayList<>();
  private int visited;
  private int pathLength;
  private int opened;

  /**
   * @param edges the edges of the part, by number
   */
  Components(ModelGraph graph, IntPredicate edges) {
    this.graph = graph;
    this.edges = edges;
    int states = graph.states();
    order = new int[states];
    lowest = new int[states];
    nextEdge = new int[states];
    path = new int[states];
    open = new int[states];
    componentOf = new int[states];
  }

  /** The states of each component. */
  List<int[]> find() {
    for (int state = 0; state < graph.states(); state++) {
      if (order[state] == 0) {
        visit(state);
        while (pathLength > 0) {
          goOn(path[pathLength - 1]);
        }
      }
    }
    return found;
  }

  private void visit(int state) {
    order[state] = ++visited;
    lowest[state] = visited;
    nextEdge[state] = graph.firstEdge(state);
    path[pathLength++] = state;
    open[opened++] = state;
  }

  private void goOn(int state) {
    while (nextEdge[state] < graph.endOfEdges(state)) {
      int edge = nextEdge[state]++;
      int target = graph.target(edge);
      if (edges.test(edge)) {
        if (order[target] == 0) {
          visit(target);
          return;
        }
        if (componentOf[target] == 0) {
          lowest[state] = Math.min(lowest[state], order[target]);
        }
      }
    }
    pathLength--;
    if (pathLength > 0) {
      int previous = path[pathLength - 1];
      lowest[previous] = Math.min(lowest[previous], lowest[state]);
    }
    if (lowest[state] == order[state]) {
      close(state);
    }
  }

  private void close(int root) {
    int end = opened;
    int state;
    do {
      state = open[--opened];
      componentOf[state] = found.size() + 1;
    } while (state != root);
    if (end - opened > 1 || hasLoop(root)) {
      found.add(Arrays.copyOfRange(open, opened, end));
    } else {
      componentOf[root] = NONE;
    }
  }

  private boolean hasLoop(int state) {
    return graph.edgesOf(state).anyMatch(this::isInside);
  }

  /** Whether the edge belongs to the part and both its states to the same component. */
  boolean isInside(int edge) {
    int component = componentOf[graph.source(edge)];
    return component > 0 && component == componentOf[graph.target(edge)] && edges.test(edge);
  }
}
