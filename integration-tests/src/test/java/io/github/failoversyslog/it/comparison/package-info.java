/** The same faults for us and for syslog-ng. */
@NullMarked
package io.github.failoversyslog.it.comparison;

import org.jspecify.annotations.NullMarked;
