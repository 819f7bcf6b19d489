package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.List;

/**
 * The machine's response to a signal.
 *
 * @param actions to perform, in order
 * @param ignored whether the signal is outdated, so that nothing changes
 */
public record Step(State state, List<Action> actions, boolean ignored) {

  public Step {
    actions = List.copyOf(actions);
  }

  static Step to(State state, Action... actions) {
    return to(state, List.of(actions));
  }

  static Step to(State state, List<Action> actions) {
    return new Step(state, actions, false);
  }

  static Step ignoring(State state) {
    return new Step(state, List.of(), true);
  }

  /** Returns this step with actions to perform before its own. */
  Step after(Action... earlier) {
    return after(List.of(earlier));
  }

  Step after(List<Action> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    List<Action> all = new ArrayList<>(earlier);
    all.addAll(actions);
    return to(state, all);
  }
}
