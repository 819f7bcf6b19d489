/**
 * What a sender shows of itself: status lines, counters, and its own messages to the log server.
 */
@NullMarked
package io.github.failoversyslog.report;

import org.jspecify.annotations.NullMarked;
