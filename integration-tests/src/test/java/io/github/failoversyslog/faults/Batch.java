package io.github.failoversyslog.faults;

/**
 * Events that one process read at once; none when it has only accepted the connection.
 *
 * @param nanos when, by the clock of all processes
 * @param connection unique among all connections of a case
 */
@SuppressWarnings("ArrayRecordComponent") // batches are not compared
public record Batch(long nanos, String connection, long[] numbers) {}
