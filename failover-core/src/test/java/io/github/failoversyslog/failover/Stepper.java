package io.github.failoversyslog.failover;

/** The machine, or a machine that was altered to see whether a check notices it. */
@FunctionalInterface
interface Stepper {
  Step step(State state, Signal signal, Conditions now);
}
