package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queue of signals to the failover machine; tells what each of them has changed. */
final class WatchedSignals extends ArrayDeque<Signal> {
  private static final long serialVersionUID = 1;

  /** Receives every signal after it was handled. */
  interface StepListener {
    /**
     * @param after equal to {@code before} if the signal changed nothing
     */
    void stepped(State before, Signal signal, State after);
  }

  private final transient StepListener listener;
  private transient Supplier<State> state = () -> State.INITIAL;
  private transient State before = State.INITIAL;
  private transient @Nullable Signal handled;

  WatchedSignals(StepListener listener) {
    super();
    this.listener = listener;
  }

  /** Has to be called before the first poll. */
  void stateIs(Supplier<State> current) {
    state = current;
  }

  /** Called again after the last signal was handled, too. */
  @Override
  public @Nullable Signal poll() {
    State after = state.get();
    Signal last = handled;
    handled = null; // the listener may read the queue
    if (last != null) {
      listener.stepped(before, last, after);
    }
    before = after;
    handled = super.poll();
    return handled;
  }
}
