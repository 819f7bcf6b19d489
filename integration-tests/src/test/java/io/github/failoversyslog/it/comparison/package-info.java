/** Compares the reactions of this project and of syslog-ng to the same faults. */
@NullMarked
package io.github.failoversyslog.it.comparison;

import org.jspecify.annotations.NullMarked;
