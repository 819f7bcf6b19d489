/**
 * The only sockets: attempts to reach a server, connections, name look-ups. Nothing here decides
 * where to connect, or when.
 */
@NullMarked
package io.github.failoversyslog.net;

import org.jspecify.annotations.NullMarked;
