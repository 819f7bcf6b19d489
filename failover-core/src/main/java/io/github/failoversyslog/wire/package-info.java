/**
 * Messages and frames as bytes, RFC by RFC. Everything here is a function over buffers: no socket,
 * no clock, no thread.
 *
 * <p>A <em>message</em> is what RFC 5424 calls SYSLOG-MSG, without anything around it. A
 * <em>frame</em> is a message as it goes over a connection.
 */
@NullMarked
package io.github.failoversyslog.wire;

import org.jspecify.annotations.NullMarked;
