/**
 * The rules of failover and failback, as a pure function: {@code (state, signal, conditions) ->
 * (state, actions)}.
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
 * <p>The connection in use is watched by <em>liveness probes</em>. One that passes while something
 * unproven was written becomes a <em>renewal</em>: a second connection to the same server is made
 * complete, the one in use <em>rests</em>, so that its end will prove that everything was read, and
 * then the second takes its place. A failback rests before it leaves its server, too. On a
 * connection that follows a loss the first renewal comes after 1 s, and the waits double up to the
 * interval; on any other it comes after 50 to 100 % of the interval.
 *
 * <table>
 * <caption>Phase and trigger: what the machine decides</caption>
 * <tr><th>trigger</th><th>IDLE</th><th>CONNECTING</th><th>UNPROVEN, STABLE</th><th>WAITING</th><th>STOPPED</th></tr>
 * <tr><td>START</td><td>connect the primary</td><td>-</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTED</td><td>-</td><td>use the connection, to UNPROVEN; on the primary: no more probes, drop one</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECT_FAILED</td><td>-</td><td>drop the attempt; next server or wait</td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>CONNECTION_LOST</td><td>-</td><td>-</td><td>in a probe's rest: adopt the probe; else drop a liveness probe or renewal, next server or wait; STABLE starts a fresh round</td><td>-</td><td>-</td></tr>
 * <tr><td>TIMER</td><td>-</td><td>probe, if due</td><td>UNPROVEN to STABLE, if due; probe and liveness probe, if due</td><td>connect, if the wait is over; probe, if due</td><td>-</td></tr>
 * <tr><td>PROBE_PASSED</td><td>-</td><td>complete the probe</td><td>count it; enough in a row: complete it, else drop it</td><td>complete the probe</td><td>-</td></tr>
 * <tr><td>PROBE_READY</td><td>-</td><td>drop the attempt, adopt the probe</td><td>enough in a row: drop a liveness probe or renewal, rest; else drop the probe</td><td>adopt the probe</td><td>-</td></tr>
 * <tr><td>PROBE_FAILED</td><td>-</td><td>drop the probe, count is 0</td><td>drop the probe, count is 0; in its rest: resume</td><td>drop the probe, count is 0</td><td>-</td></tr>
 * <tr><td>LIVENESS_PASSED</td><td>-</td><td>-</td><td>failures are 0; something unproven was written: complete it, else drop it</td><td>-</td><td>-</td></tr>
 * <tr><td>LIVENESS_FAILED</td><td>-</td><td>-</td><td>drop it; the second in a row, if there is another server: abandon the connection, and then as CONNECTION_LOST</td><td>-</td><td>-</td></tr>
 * <tr><td>RENEWAL_READY</td><td>-</td><td>-</td><td>rest</td><td>-</td><td>-</td></tr>
 * <tr><td>RENEWAL_FAILED</td><td>-</td><td>-</td><td>drop it, the next after twice the wait; in its rest: resume</td><td>-</td><td>-</td></tr>
 * <tr><td>RESTED</td><td>-</td><td>-</td><td>adopt the renewal or, to UNPROVEN, the probe</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_GIVEN</td><td>-</td><td>-</td><td>missed are 0</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_MISSED</td><td>-</td><td>-</td><td>the second in a row: no more renewals</td><td>-</td><td>-</td></tr>
 * <tr><td>RECEIPT_OVERDUE</td><td>-</td><td>-</td><td>a liveness probe is due at once</td><td>-</td><td>-</td></tr>
 * <tr><td>RETRY_NOW</td><td>-</td><td>-</td><td>-</td><td>connect</td><td>-</td></tr>
 * <tr><td>ALL_WRITTEN</td><td>-</td><td>-</td><td>drain the connection</td><td>-</td><td>-</td></tr>
 * <tr><td>STOP</td><td>close all</td><td>close all</td><td>close all</td><td>close all</td><td>-</td></tr>
 * </table>
 *
 * <p>That is all that happens to a connection that works: the engine performs the actions and does
 * nothing of its own, but to close all and begin with {@link State#INITIAL} after a defect. STOP
 * leads to STOPPED. Every connection, probe and liveness probe has a generation; a signal of
 * another one than the current is ignored, which is every {@code -} of the table. Source: syslog-ng
 * {@code failover()}; where the rules go beyond it, {@code docs/design.md} says so.
 */
@NullMarked
package io.github.failoversyslog.failover;

import org.jspecify.annotations.NullMarked;
