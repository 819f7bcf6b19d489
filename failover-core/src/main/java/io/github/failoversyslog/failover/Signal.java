package io.github.failoversyslog.failover;

/**
 * One event, with all that the machine may know of it.
 *
 * @param generation of the connection or probe that the event belongs to; {@link
 *     State#NO_GENERATION} for START, TIMER, STOP
 * @param nowNanos nanoseconds since the sender started; never decreases
 * @param renewable whether something was written to the connection in use of which nothing proves
 *     that it was read, and a second connection could prove it
 * @param random from 0 (inclusive) to 1 (exclusive); spreads the clients of a server in time
 */
public record Signal(
    Trigger event, long generation, long nowNanos, boolean renewable, double random) {}
