package io.github.failoversyslog.failover;

/**
 * An event for the machine.
 *
 * @param generation of the connection or probe concerned; {@link State#NO_GENERATION} for START,
 *     TIMER, PROBE_NOW, FAIL_BACK_NOW, RETRY_NOW, STOP
 * @param reason of a failure, short, for a status line; otherwise empty; not read by the machine
 */
public record Signal(Trigger trigger, long generation, String reason) {

  /** A signal that belongs to no connection. */
  public static Signal of(Trigger trigger) {
    return of(trigger, State.NO_GENERATION);
  }

  public static Signal of(Trigger trigger, long generation) {
    return new Signal(trigger, generation, "");
  }
}
