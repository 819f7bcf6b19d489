/**
 * Translates Logback: the elements of the appender into the settings of a sender, events into its
 * messages, its status into Logback's status list. Knows nothing of servers.
 */
@NullMarked
package io.github.failoversyslog.logback;

import org.jspecify.annotations.NullMarked;
