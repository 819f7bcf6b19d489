/**
 * The rules of failover and failback, as a pure function: {@code (state, signal) -> (state,
 * actions)}.
 *
 * <p>The servers are a list: index 0 is the <em>primary</em>, the others are <em>failover
 * servers</em>. Without failback the machine goes round the list. With failback it goes round the
 * failover servers, probes the primary beside the connection in use, and returns to it on the
 * connection of the last of enough passed probes.
 *
 * <p>A <em>round</em> is one try of every server, without a wait between two of them; a whole
 * failed round is followed by a wait that doubles. In failback mode a round is all failover servers
 * and then the primary. A connection proves itself by living for {@code stableAfter}: from then on
 * the round is over, and its loss starts a fresh one. A shorter life is a failed try.
 *
 * <table>
 * <caption>Phase and event: what happens</caption>
 * <tr><th>event</th><th>IDLE</th><th>CONNECTING</th><th>UNPROVEN, STABLE</th><th>WAITING</th><th>STOPPED</th></tr>
 * <tr><td>START</td><td>connect the primary</td><td>-</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTED</td><td>-</td><td>to UNPROVEN; on the primary: no more probes</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECT_FAILED</td><td>-</td><td>next server or wait</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTION_LOST</td><td>-</td><td>-</td><td>next server or wait; STABLE starts a fresh round</td><td>-</td><td>-</td></tr>
 * <tr><td>TIMER</td><td>-</td><td>probe, if due</td><td>UNPROVEN to STABLE, if due; probe and liveness probe, if due</td>
 * <td>connect, if the wait is over; probe, if due</td><td>-</td></tr>
 * <tr><td>PROBE_PASSED</td><td>-</td><td>complete the probe</td><td>count it; enough in a row: complete it, else close it</td>
 * <td>complete the probe</td><td>-</td></tr>
 * <tr><td>PROBE_READY</td><td>-</td><td>adopt it, give up the connecting one</td><td>enough in a row: adopt it, drain the old
 * connection; else close it</td><td>adopt it</td><td>-</td></tr>
 * <tr><td>PROBE_FAILED</td><td>-</td><td>count is 0</td><td>count is 0</td><td>count is 0</td><td>-</td></tr>
 * <tr><td>LIVENESS_PASSED</td><td>-</td><td>-</td><td>failures are 0</td><td>-</td><td>-</td></tr>
 * <tr><td>LIVENESS_FAILED</td><td>-</td><td>-</td><td>the second in a row: as CONNECTION_LOST</td><td>-</td><td>-</td></tr>
 * <tr><td>HURRY</td><td>-</td><td>-</td><td>-</td><td>connect</td><td>-</td></tr>
 * <tr><td>STOP</td><td>to STOPPED</td><td>disconnect</td><td>disconnect</td><td>to STOPPED</td><td>-</td></tr>
 * </table>
 *
 * <p>Every connection, probe and liveness probe has a generation; an event of another one than the
 * current is ignored, which is every {@code -} of the table. Source: syslog-ng {@code failover()};
 * where the rules go beyond it, {@code docs/design.md} says so.
 */
@NullMarked
package io.github.failoversyslog.failover;

import org.jspecify.annotations.NullMarked;
