/**
 * Queue, resend window and spool in one structure: a block of off-heap bytes that many threads
 * write and one reads.
 *
 * <p>Positions are longs that only grow (but for {@code sent}, which goes back after a broken
 * connection):
 *
 * <pre>
 *     released &lt;= sent &lt;= tail &lt;= released + capacity
 *     [released, sent)   handed to a connection, kept in case it has to be sent again
 *     [sent, tail)       waiting
 * </pre>
 *
 * <p>A record is a header of 8 bytes ({@link io.github.failoversyslog.ring.RecordHeader}) and the
 * message, padded to 8. A writer claims room, begins (the header says that it is at work), copies
 * its message, and commits. A header of 0 means that nothing has been written yet; so that this
 * always holds, released memory is zeroed before {@code released} moves.
 *
 * <p>A {@link io.github.failoversyslog.ring.Spool} is a ring in a file. There the headers have a
 * checksum, of which the next start tells what is a record and what is not: {@link
 * io.github.failoversyslog.ring.Recovery}.
 */
@NullMarked
package io.github.failoversyslog.ring;

import org.jspecify.annotations.NullMarked;
