/** Applications that log with either framework, and waiting for the results. */
@NullMarked
package io.github.failoversyslog.it.application;

import org.jspecify.annotations.NullMarked;
