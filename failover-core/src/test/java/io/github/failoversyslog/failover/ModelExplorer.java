package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Books.check;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Every state that the machine can reach, breadth-first, whatever happens in whatever order and
 * however long the intervals are. Each edge is a step of the machine, or a pending time that comes;
 * each step is checked against the {@link Books}.
 */
final class ModelExplorer {
  /** Labels of edges above those of the triggers: the pending time that comes. */
  static final int LATER = 32;

  /** Triggers whose step depends on no duration. */
  private static final Set<Trigger> WITHOUT_DURATIONS =
      EnumSet.of(
          Trigger.START,
          Trigger.RENEWAL_READY,
          Trigger.RECEIPT_GIVEN,
          Trigger.RECEIPT_MISSED,
          Trigger.RETRY_NOW,
          Trigger.ALL_WRITTEN,
          Trigger.STOP);

  /** Triggers whose step gives a liveness probe its next time, which depends on three things. */
  private static final Set<Trigger> OF_LIVENESS =
      EnumSet.of(
          Trigger.CONNECTED,
          Trigger.PROBE_READY,
          Trigger.LIVENESS_PASSED,
          Trigger.LIVENESS_FAILED,
          Trigger.LIVENESS_UNKNOWN,
          Trigger.RENEWAL_FAILED,
          Trigger.RESTED);

  private static final long[] GENERATIONS = {0, 3, 5, 7, Variation.LAST_GENERATION + 1};
  private static final Trigger[] TRIGGERS = Trigger.values();
  private static final int ACTIONS = Action.values().length;
  private static final int FEW = 2;

  private final ModelConfig config;
  private final Variation[] variations;
  private final ModelGraph graph = new ModelGraph();
  private final State[] concrete;
  private final long[] outcomes = new long[128]; // of the trigger's steps, without repetitions
  private long steps;

  ModelExplorer(ModelConfig config) {
    this.config = config;
    this.variations = Variation.all(config);
    this.concrete = new State[variations.length];
  }

  /**
   * @throws AssertionError with the story that leads to the first broken rule
   */
  ModelGraph explore() {
    Books books = new Books(variations[0].rules());
    graph.addState(ModelKey.of(State.INITIAL, Variation.NOW) | ModelKey.of(books), -1);
    for (int state = 0; state < graph.states(); state++) {
      graph.startEdgesOf(state);
      exploreFrom(state);
    }
    return graph;
  }

  /** How often the machine was called. */
  long steps() {
    return steps;
  }

  private void exploreFrom(int state) {
    long key = graph.key(state);
    boolean ordered = pendingTimes(key) > 2;
    for (int i = 0; i < variations.length; i++) {
      concrete[i] = variations[i].state(key);
    }
    Books books = variations[0].books(key, concrete[0]);
    for (Trigger trigger : TRIGGERS) {
      Signal signal = signal(trigger);
      if (books.isCurrent(concrete[0], trigger, signal.generation()) && canHappen(trigger)) {
        happens(state, key, signal, used(trigger, ordered));
      }
      outdated(state, trigger, books);
    }
    for (int timer : TimerOrders.TIMERS) {
      if (ModelKey.isPending(key, timer)) {
        graph.addEdge(state, LATER + timer, ModelKey.later(key, timer));
      }
    }
  }

  /** The number of variations of the trigger's step. */
  private int used(Trigger trigger, boolean ordered) {
    if (WITHOUT_DURATIONS.contains(trigger)) {
      return FEW;
    }
    boolean three = config.liveness() && OF_LIVENESS.contains(trigger);
    int some = ordered ? Variation.ORDERED : Variation.FIRST_ROWS;
    return three ? variations.length : some;
  }

  private static int pendingTimes(long key) {
    return (int)
        Arrays.stream(TimerOrders.TIMERS).filter(timer -> ModelKey.isPending(key, timer)).count();
  }

  /** A receipt belongs to a renewal. */
  private boolean canHappen(Trigger trigger) {
    boolean receipt = trigger == Trigger.RECEIPT_GIVEN || trigger == Trigger.RECEIPT_MISSED;
    return !receipt || (config.liveness() && config.renewals());
  }

  static Signal signal(Trigger trigger) {
    return Signals.of(trigger, Variation.CONNECTION, Variation.PROBE, Variation.LIVENESS);
  }

  private void happens(int state, long key, Signal signal, int used) {
    int found = 0;
    for (int i = 0; i < used; i++) {
      try {
        found = step(state, key, signal, i, found);
      } catch (AssertionError | RuntimeException e) {
        throw failure(state, i, signal, e);
      }
    }
  }

  private int step(int source, long key, Signal signal, int variation, int found) {
    State before = concrete[variation];
    Step step = variations[variation].step(before, signal);
    steps++;
    State next = step.state();
    checkTimers(signal.trigger(), before, step);
    TimesCheck.follow(
        variations[variation].rules(), before, signal.trigger(), variations[variation].now(), step);
    long outcome = outcome(before, step);
    for (int i = 0; i < found; i++) {
      if (outcomes[i] == outcome) {
        return found;
      }
    }
    outcomes[found] = outcome;
    check(!step.ignored(), "a current signal is not ignored");
    Books books = variations[variation].books(key, before);
    books.follow(before, signal.trigger(), variations[variation].now(), step);
    long target = ModelKey.of(next, Variation.NOW) | ModelKey.of(books);
    graph.addEdge(source, signal.trigger().ordinal() | variation << 8, target);
    return found + 1;
  }

  /** What the books see of a step: two steps with the same outcome need one check. */
  private static long outcome(State before, Step step) {
    State next = step.state();
    long actions = 1;
    for (Action action : step.actions()) {
      actions = actions * ACTIONS + action.ordinal();
    }
    int failedRounds = Math.min(3, next.round().failedRounds());
    int rest =
        (before.followsLoss() ? 1 : 0)
            | (next.followsLoss() ? 2 : 0)
            | before.round().failedRounds() << 2
            | failedRounds << 4;
    return ModelKey.of(next, Variation.NOW)
        | (long) rest << ModelKey.STATE_BITS
        | actions << (ModelKey.STATE_BITS + 6);
  }

  private static void checkTimers(Trigger trigger, State before, Step step) {
    boolean timers =
        trigger == Trigger.TIMER
            || trigger == Trigger.PROBE_NOW
            || trigger == Trigger.FAIL_BACK_NOW;
    check(!timers || step.state().wakeAtNanos() > Variation.NOW, "the next timer is in the future");
    boolean early = trigger == Trigger.TIMER && before.wakeAtNanos() > Variation.NOW;
    check(!early || step.equals(Step.to(before)), "nothing happens before its time");
  }

  /** A signal of its kind's generation, and one of another that differs from state to state. */
  private void outdated(int state, Trigger trigger, Books books) {
    outdated(state, books, signal(trigger));
    int other = (state + trigger.ordinal()) % GENERATIONS.length;
    outdated(state, books, Signal.of(trigger, GENERATIONS[other]));
  }

  private void outdated(int state, Books books, Signal signal) {
    State before = concrete[0];
    if (books.isCurrent(before, signal.trigger(), signal.generation())) {
      return;
    }
    Step step = variations[0].step(before, signal);
    steps++;
    if (!step.ignored() || !step.actions().isEmpty() || !step.state().equals(before)) {
      throw failure(state, 0, signal, new AssertionError("an outdated signal was not ignored"));
    }
  }

  private AssertionError failure(int state, int variation, Signal signal, Throwable cause) {
    ModelStory story = new ModelStory(graph, variations).to(state);
    story.then(graph.key(state), variation, signal);
    return new AssertionError(config + ": " + cause.getMessage() + story, cause);
  }
}
