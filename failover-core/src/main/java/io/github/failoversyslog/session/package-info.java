/**
 * What is said over a connection, and what proves that messages were read. Everything here is a
 * function over buffers and numbers: no socket, no clock, no thread.
 */
@NullMarked
package io.github.failoversyslog.session;

import org.jspecify.annotations.NullMarked;
