/**
 * The types of a sender that user code sees: servers and severities, configuration faults, status
 * lines, counters, and discard reasons. All are values, except the listener, which must not block.
 */
@NullMarked
package io.github.failoversyslog.status;

import org.jspecify.annotations.NullMarked;
