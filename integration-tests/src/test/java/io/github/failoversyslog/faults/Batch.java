package io.github.failoversyslog.faults;

/**
 * Events that one process read in one batch; empty when a connection has just been accepted.
 *
 * @param nanos time of the read by {@link System#nanoTime}, which is the same clock in all
 *     processes
 * @param connection unique among all connections of a test case
 */
@SuppressWarnings("ArrayRecordComponent") // batches are not compared
public record Batch(long nanos, String connection, long[] numbers) {}
