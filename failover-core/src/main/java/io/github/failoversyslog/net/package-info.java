/**
 * All network I/O: connection attempts, connections, DNS lookups. Nothing here decides where or
 * when to connect.
 */
@NullMarked
package io.github.failoversyslog.net;

import org.jspecify.annotations.NullMarked;
