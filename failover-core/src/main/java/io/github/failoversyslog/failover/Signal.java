package io.github.failoversyslog.failover;

/**
 * Something that happened.
 *
 * @param generation of the connection or probe that it happened to; {@link State#NO_GENERATION} for
 *     START, TIMER, RETRY_NOW, STOP
 * @param reason what went wrong, in a few words for a status line, or empty; the machine does not
 *     read it
 */
public record Signal(Trigger trigger, long generation, String reason) {

  /** One that belongs to no connection. */
  public static Signal of(Trigger trigger) {
    return of(trigger, State.NO_GENERATION);
  }

  public static Signal of(Trigger trigger, long generation) {
    return new Signal(trigger, generation, "");
  }
}
