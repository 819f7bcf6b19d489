/**
 * Tests against real sockets and real servers.
 *
 * <p>{@link io.github.failoversyslog.it.SyslogDaemon} runs rsyslog and syslog-ng as child processes
 * and reads back what they understood; {@code .ci/daemons} installs them.
 */
@NullMarked
package io.github.failoversyslog.it;

import org.jspecify.annotations.NullMarked;
