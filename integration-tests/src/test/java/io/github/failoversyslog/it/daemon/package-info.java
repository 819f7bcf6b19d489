/**
 * rsyslog, syslog-ng and OpenSSL as child processes, and what they understood; {@code .ci/daemons}
 * installs them.
 */
@NullMarked
package io.github.failoversyslog.it.daemon;

import org.jspecify.annotations.NullMarked;
