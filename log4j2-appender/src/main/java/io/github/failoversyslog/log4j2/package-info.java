/**
 * Translates Log4j 2: {@code <FailoverSyslog>} into the settings of a sender, events into its
 * messages, its status into Log4j's own log. Knows nothing of servers.
 */
@NullMarked
package io.github.failoversyslog.log4j2;

import org.jspecify.annotations.NullMarked;
