/**
 * rsyslog, syslog-ng and OpenSSL as child processes, and the messages they parsed; {@code
 * .ci/daemons} installs them.
 */
@NullMarked
package io.github.failoversyslog.it.daemon;

import org.jspecify.annotations.NullMarked;
