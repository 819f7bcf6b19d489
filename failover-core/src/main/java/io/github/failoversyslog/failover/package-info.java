/**
 * The rules of failover and failback, as a pure function: {@code (state, signal, conditions) ->
 * (state, actions)}.
 *
 * <p>The servers are a list: index 0 is the <em>primary</em>, the others are <em>failover
 * servers</em>. Without failback the servers are used round-robin. With failback the failover
 * servers are used round-robin, the primary is probed while another server is in use, and after
 * enough consecutive passed probes messages go to the primary again, on the connection of the last
 * probe.
 *
 * <p>A <em>round</em> is one attempt for every server, without a wait between two of them; after a
 * whole failed round there is a wait, which doubles. With failback a round is all failover servers
 * and then the primary. A connection is stable once it has lived for {@code stableAfter}: this ends
 * the round, and its loss starts a new one. The loss of a younger connection counts as a failed
 * attempt. After a passed probe the primary is used at once if nothing is connected; but once it
 * was lost in a round before it was stable, a probe does not interrupt an attempt to reach a
 * failover server.
 *
 * <p>The connection in use is watched by <em>liveness probes</em>. One that passes while written
 * messages are unconfirmed becomes a <em>renewal</em>: a second connection to the same server is
 * completed; the one in use <em>rests</em>, that is, writes nothing for a while, so that its end
 * proves that everything was read; then the second replaces it. A failback also rests before it
 * leaves its server. On a connection that follows a loss the first renewal starts after 1 s, and
 * the waits double up to the interval; on any other it starts after 50 to 100 % of the interval.
 *
 * <table>
 * <caption>Phase and trigger: what the machine decides</caption>
 * <tr><th>trigger</th><th>IDLE</th><th>CONNECTING</th><th>UNPROVEN, STABLE</th><th>WAITING</th><th>STOPPED</th></tr>
 * <tr><td>START</td><td>connect the primary</td><td>-</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTED</td><td>-</td><td>use the connection, to UNPROVEN; on the primary: stop probing, drop an open probe</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECT_FAILED</td><td>-</td><td>drop the attempt; next server or wait</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTION_LOST</td><td>-</td><td>-</td><td>while resting for a probe: adopt the probe; else drop a liveness probe or renewal, next server or wait; STABLE starts a fresh round</td><td>-</td><td>-</td></tr>
 * <tr><td>TIMER</td><td>-</td><td>probe, if due, unless this is the primary</td><td>UNPROVEN to STABLE, if due; probe, if due; liveness probe, if due, unless resting for a probe</td><td>connect, if the wait is over; probe, if due</td><td>-</td></tr>
 * <tr><td>PROBE_PASSED</td><td>-</td><td>complete the probe; to a failover server, after a short connection to the primary: count it, drop it</td><td>count it; enough consecutive ones: complete it, else drop it</td><td>complete the probe</td><td>-</td></tr>
 * <tr><td>PROBE_READY</td><td>-</td><td>drop the attempt, adopt the probe; to a failover server, after a short connection to the primary: drop the probe</td><td>enough consecutive ones: drop a liveness probe or renewal, rest; else drop the probe</td><td>adopt the probe</td><td>-</td></tr>
 * <tr><td>PROBE_FAILED</td><td>-</td><td>drop the probe, count is 0</td><td>drop the probe, count is 0; while resting: resume</td><td>drop the probe, count is 0</td><td>-</td></tr>
 * <tr><td>LIVENESS_PASSED</td><td>-</td><td>-</td><td>failures are 0; if unconfirmed messages were written: complete it, else drop it</td><td>-</td><td>-</td></tr>
 * <tr><td>LIVENESS_FAILED</td><td>-</td><td>-</td><td>drop it; the second consecutive one, if there is another server: abandon the connection, and then as CONNECTION_LOST</td><td>-</td><td>-</td></tr>
 * <tr><td>LIVENESS_UNKNOWN</td><td>-</td><td>-</td><td>drop it</td><td>-</td><td>-</td></tr>
 * <tr><td>RENEWAL_READY</td><td>-</td><td>-</td><td>rest</td><td>-</td><td>-</td></tr>
 * <tr><td>RENEWAL_FAILED</td><td>-</td><td>-</td><td>drop it, the next after twice the wait; while resting: resume</td><td>-</td><td>-</td></tr>
 * <tr><td>RESTED</td><td>-</td><td>-</td><td>adopt the renewal or, to UNPROVEN, the probe</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_GIVEN</td><td>-</td><td>-</td><td>missed receipts are 0</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_MISSED</td><td>-</td><td>-</td><td>the second consecutive one: no more renewals</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_OVERDUE</td><td>-</td><td>-</td><td>a liveness probe is due at once</td><td>-</td><td>-</td></tr>
 * <tr><td>PROBE_NOW</td><td>-</td><td>a probe is due at once</td><td>a probe is due at once</td><td>a probe is due at once</td><td>-</td></tr>
 * <tr><td>FAIL_BACK_NOW</td><td>-</td><td>as PROBE_NOW, and one passed probe is enough</td><td>as PROBE_NOW, and one passed probe is enough</td><td>as PROBE_NOW, and one passed probe is enough</td><td>-</td></tr>
 * <tr><td>RETRY_NOW</td><td>-</td><td>-</td><td>-</td><td>connect</td><td>-</td></tr>
 * <tr><td>ALL_WRITTEN</td><td>-</td><td>-</td><td>drain the connection</td><td>-</td><td>-</td></tr>
 * <tr><td>STOP</td><td>close all</td><td>close all</td><td>close all</td><td>close all</td><td>-</td></tr>
 * </table>
 *
 * <p>Nothing else happens to a working connection: the engine performs the actions and does nothing
 * of its own, except that after a defect or a failed spool it closes everything and starts again
 * from {@link State#INITIAL}. STOP leads to STOPPED. Every connection, probe and liveness probe has
 * a generation; a signal with a generation other than the current one is ignored, as is every
 * {@code -} of the table. Source: syslog-ng {@code failover()}; where the rules go beyond it,
 * {@code docs/design.md} says so.
 */
@NullMarked
package io.github.failoversyslog.failover;

import org.jspecify.annotations.NullMarked;
