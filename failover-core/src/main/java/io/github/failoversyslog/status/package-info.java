/**
 * What a user's code reads of a sender: status lines, counters, and why events were discarded. All
 * of it is values; a listener is told by the sender's thread and must not block it.
 */
@NullMarked
package io.github.failoversyslog.status;

import org.jspecify.annotations.NullMarked;
