package io.github.failoversyslog.failover;

/**
 * The inputs of a step besides state and signal.
 *
 * @param nanos since the sender started; never decreases
 * @param renewable whether the connection in use has written messages that no receipt covers, and a
 *     renewal could prove that they were read
 * @param random 0 (inclusive) to 1 (exclusive); spreads the clients of a server in time
 */
public record Conditions(long nanos, boolean renewable, double random) {}
