/**
 * Servers that are killed, stopped, restarted and absent under load, with an exact count of lost,
 * repeated and reordered events.
 *
 * <p>Every event has a number in its text. A server is a separate process ({@link
 * io.github.failoversyslog.faults.RecordingServer}), so that it can be killed without a chance to
 * clean up; what it has read has been recorded in a file by then ({@link
 * io.github.failoversyslog.faults.RecordFile}). Afterwards {@link
 * io.github.failoversyslog.faults.EventCounts} compares what was logged with what all servers have
 * read. Each case prints the result as one line. {@link io.github.failoversyslog.faults.SoakIT}
 * injects these faults at random.
 */
@NullMarked
package io.github.failoversyslog.faults;

import org.jspecify.annotations.NullMarked;
