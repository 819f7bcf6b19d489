/**
 * What a user's code meets of a sender: servers and severities, what is wrong with settings, status
 * lines, counters, and why events were discarded. All of it is values; a listener is called on the
 * sender's thread and must not block.
 */
@NullMarked
package io.github.failoversyslog.status;

import org.jspecify.annotations.NullMarked;
