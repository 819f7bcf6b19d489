/** Applications that log with either framework, and waiting for what comes of it. */
@NullMarked
package io.github.failoversyslog.it.application;

import org.jspecify.annotations.NullMarked;
