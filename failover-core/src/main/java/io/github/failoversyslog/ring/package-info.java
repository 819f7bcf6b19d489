/**
 * Queue, resend window and spool in one structure: a block of off-heap memory with many writer
 * threads and one reader thread.
 *
 * <p>Positions are longs that only grow, except for {@code sent}, which is moved back after a
 * connection is lost:
 *
 * <pre>
 *     released &lt;= sent &lt;= tail &lt;= released + capacity
 *     [released, sent)   handed to a connection, kept in case it has to be sent again
 *     [sent, tail)       waiting
 * </pre>
 *
 * <p>A record is a header of 8 bytes ({@link io.github.failoversyslog.ring.RecordHeader}) and the
 * message, padded to a multiple of 8 bytes. A writer moves the tail, writes a header in state
 * claimed, copies the message, and commits it. A header of 0 means that nothing has been written
 * yet; to guarantee this, released memory is zeroed before {@code released} moves.
 *
 * <p>A {@link io.github.failoversyslog.ring.Spool} is a ring in a file. Its headers contain a
 * checksum, by which the next start recognises records: {@link
 * io.github.failoversyslog.ring.Recovery}.
 */
@NullMarked
package io.github.failoversyslog.ring;

import org.jspecify.annotations.NullMarked;
