package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.ModelKey.bits;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How a state was reached, a line for each step. */
final class ModelStory {
  private static final Map<Integer, String> TIMERS =
      Map.of(
          ModelKey.UNTIL, "the end of the phase",
          ModelKey.PROBE_AT, "the time of the probe",
          ModelKey.LIVENESS_AT, "the time of the liveness probe",
          ModelKey.NOT_BEFORE, "the time of the next renewal");

  private static final String[] POSITIONS = {"", " pending", " due", " after its start"};

  private final ModelGraph graph;
  private final Variation[] variations;
  private final StringBuilder text = new StringBuilder();

  ModelStory(ModelGraph graph, Variation[] variations) {
    this.graph = graph;
    this.variations = variations;
  }

  ModelStory to(int state) {
    Deque<Integer> path = new ArrayDeque<>();
    for (int at = state; graph.foundBy(at) >= 0; at = graph.source(graph.foundBy(at))) {
      path.push(graph.foundBy(at));
    }
    path.forEach(this::then);
    return this;
  }

  /** Adds the line of an edge. */
  void then(int edge) {
    int label = graph.label(edge);
    int what = label & 0xff;
    if (what >= ModelExplorer.LATER) {
      note("later: " + TIMERS.get(what - ModelExplorer.LATER) + " comes");
      return;
    }
    Signal signal = ModelExplorer.signal(Trigger.values()[what]);
    then(graph.key(graph.source(edge)), label >> 8, signal);
  }

  /** Adds the line of a step from the state with this key, or of the exception that it throws. */
  ModelStory then(long key, int variation, Signal signal) {
    Variation its = variations[variation];
    Trigger trigger = signal.trigger();
    try {
      Step step = its.step(its.state(key), signal);
      String state = describe(ModelKey.of(step.state(), Variation.NOW));
      note(String.format("%-16s %-58s %s", trigger, state, step.actions()));
    } catch (AssertionError | RuntimeException e) {
      note(String.format("%-16s %s", trigger, e));
    }
    return this;
  }

  void note(String line) {
    text.append(System.lineSeparator()).append(line);
  }

  private static String describe(long key) {
    StringBuilder state = new StringBuilder();
    state.append(ModelKey.phase(key)).append(" server ").append(ModelKey.server(key));
    state.append(POSITIONS[bits(key, ModelKey.UNTIL, 2)]);
    state.append(", ").append(bits(key, 7, 3)).append(" failed");
    if (ModelKey.probe(key) != ProbeStatus.OFF) {
      state.append(", probe ").append(ModelKey.probe(key));
      state.append(POSITIONS[bits(key, ModelKey.PROBE_AT, 2)]);
      state.append(", ").append(bits(key, 13, 2)).append(" passed");
      state.append(bits(key, 17, 1) == 1 ? ", requested" : "");
    }
    if (ModelKey.liveness(key) != ProbeStatus.OFF) {
      state.append(", liveness ").append(ModelKey.liveness(key));
      state.append(POSITIONS[bits(key, ModelKey.LIVENESS_AT, 2)]);
      state.append(", ").append(bits(key, 21, 2)).append(" failures");
      state.append(", ").append(bits(key, 23, 2)).append(" receipts missed");
      state.append(", renewal").append(POSITIONS[bits(key, ModelKey.NOT_BEFORE, 2)]);
    }
    return state.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
