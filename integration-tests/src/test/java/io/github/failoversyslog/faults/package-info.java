/**
 * Servers that are killed, stopped, restarted and absent while events flow, and an exact account of
 * what became of every event.
 *
 * <p>Every event has a number in its text. A server is a process of its own ({@link
 * io.github.failoversyslog.faults.RecordingServer}), so that it can be killed without a chance to
 * tidy up; what it has read is in a file by then ({@link
 * io.github.failoversyslog.faults.RecordFile}). Afterwards a {@link
 * io.github.failoversyslog.faults.Tally} compares what was logged with what all servers have read.
 * Each case prints it as one line. {@link io.github.failoversyslog.faults.SoakIT} has all of it
 * happen at random.
 */
@NullMarked
package io.github.failoversyslog.faults;

import org.jspecify.annotations.NullMarked;
