package io.github.failoversyslog.failover;

/**
 * What the machine may know, besides its state, at the time at which it is told of a signal.
 *
 * @param nanos since the sender started; never decreases
 * @param renewable whether something was written to the connection in use of which nothing proves
 *     that it was read, and a second connection could prove it
 * @param random from 0 (inclusive) to 1 (exclusive); spreads the clients of a server in time
 */
public record Conditions(long nanos, boolean renewable, double random) {}
