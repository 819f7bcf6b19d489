/**
 * The sender's thread and what it owns. It performs what {@link
 * io.github.failoversyslog.failover.FailoverMachine} decides, writes messages from the ring to the
 * connection in use, and reports the results as signals; it decides nothing about servers itself.
 *
 * <p>One daemon thread and one selector serve the ring, the connection in use, a connection
 * attempt, a probe, the draining connections, and all timers. The thread blocks in the selector and
 * in pauses of at most 1 s, nowhere else. Application threads share with it the ring, {@link
 * io.github.failoversyslog.engine.Admission} and {@link io.github.failoversyslog.report.Counters},
 * nothing else.
 */
@NullMarked
package io.github.failoversyslog.engine;

import org.jspecify.annotations.NullMarked;
