/**
 * The sender's thread and what it owns. It performs what {@link
 * io.github.failoversyslog.failover.FailoverMachine} decides, moves messages from the ring to the
 * connection in use, and reports what came of it; it decides nothing itself.
 *
 * <p>One daemon thread and one selector serve the ring, the connection in use, a connecting one, a
 * probe, the old ones that are being drained, and all timers. No call on it waits but the
 * selector's. Application threads meet it in the ring, in {@link
 * io.github.failoversyslog.engine.Admission} and in {@link
 * io.github.failoversyslog.report.Counters}, nowhere else.
 */
@NullMarked
package io.github.failoversyslog.engine;

import org.jspecify.annotations.NullMarked;
