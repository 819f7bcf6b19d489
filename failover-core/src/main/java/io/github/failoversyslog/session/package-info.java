/**
 * The protocols spoken over a connection, and what proves that messages were read. Everything here
 * works on buffers and numbers: no socket, no clock, no thread.
 */
@NullMarked
package io.github.failoversyslog.session;

import org.jspecify.annotations.NullMarked;
