package io.github.failoversyslog.failover;

import java.util.Arrays;
import java.util.stream.IntStream;

/** States by number, in the order in which they were found, and the edges between them. */
final class ModelGraph {
  private long[] keys = new long[1024];
  private int[] parents = new int[1024]; // the edge that found the state
  private int[] firstEdges = new int[1024];
  private int[] slots = new int[4096]; // a hash table of states, + 1
  private int states;
  private int[] sources = new int[4096];
  private int[] targets = new int[4096];
  private short[] labels = new short[4096];
  private int edges;

  int states() {
    return states;
  }

  int edges() {
    return edges;
  }

  long key(int state) {
    return keys[state];
  }

  /** The edge by which the state was found, or -1. */
  int foundBy(int state) {
    return parents[state];
  }

  int source(int edge) {
    return sources[edge];
  }

  int target(int edge) {
    return targets[edge];
  }

  int label(int edge) {
    return labels[edge];
  }

  int firstEdge(int state) {
    return firstEdges[state];
  }

  /** The edge after the last one of the state. */
  int endOfEdges(int state) {
    return state + 1 < states ? firstEdges[state + 1] : edges;
  }

  IntStream edgesOf(int state) {
    return IntStream.range(firstEdge(state), endOfEdges(state));
  }

  /** The edges added from now on start at this state; states come in the order of their numbers. */
  void startEdgesOf(int state) {
    firstEdges[state] = edges;
  }

  /** Adds an edge unless there is one with the same label and target. */
  void addEdge(int source, int label, long targetKey) {
    int target = find(targetKey);
    if (target < 0) {
      target = addState(targetKey, edges);
    } else {
      for (int edge = edges - 1; edge >= firstEdges[source]; edge--) {
        if (targets[edge] == target && (labels[edge] & 0xff) == (label & 0xff)) {
          return;
        }
      }
    }
    if (edges == targets.length) {
      sources = Arrays.copyOf(sources, 2 * edges);
      targets = Arrays.copyOf(targets, 2 * edges);
      labels = Arrays.copyOf(labels, 2 * edges);
    }
    sources[edges] = source;
    targets[edges] = target;
    labels[edges] = (short) label;
    edges++;
  }

  int addState(long key, int foundBy) {
    if (states == keys.length) {
      keys = Arrays.copyOf(keys, 2 * states);
      parents = Arrays.copyOf(parents, 2 * states);
      firstEdges = Arrays.copyOf(firstEdges, 2 * states);
    }
    if (4 * states > slots.length) {
      slots = new int[2 * slots.length];
      for (int state = 0; state < states; state++) {
        slots[slot(keys[state])] = state + 1;
      }
    }
    slots[slot(key)] = states + 1;
    keys[states] = key;
    parents[states] = foundBy;
    return states++;
  }

  private int find(long key) {
    return slots[slot(key)] - 1;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 40) & (slots.length - 1);
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
