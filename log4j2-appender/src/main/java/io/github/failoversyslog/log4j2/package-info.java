/** Translates Log4j 2 events and settings. */
@NullMarked
package io.github.failoversyslog.log4j2;

import org.jspecify.annotations.NullMarked;
