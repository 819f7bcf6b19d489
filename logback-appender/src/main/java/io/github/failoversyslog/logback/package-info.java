/** Translates Logback events and settings. */
@NullMarked
package io.github.failoversyslog.logback;

import org.jspecify.annotations.NullMarked;
