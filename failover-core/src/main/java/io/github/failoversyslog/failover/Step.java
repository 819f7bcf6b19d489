package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a signal.
 *
 * @param actions to perform, in order
 */
public record Step(State state, List<Action> actions) {

  public Step {
    actions = List.copyOf(actions);
  }

  static Step to(State state, Action... actions) {
    return new Step(state, List.of(actions));
  }

  /** This step, with actions that are performed before its own. */
  Step after(List<Action> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    List<Action> all = new ArrayList<>(earlier);
    all.addAll(actions);
    return new Step(state, all);
  }
}
