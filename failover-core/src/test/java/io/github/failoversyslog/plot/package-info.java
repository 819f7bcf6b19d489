/** Diagrams for the documentation; the integration tests, too, draw with it. */
@NullMarked
package io.github.failoversyslog.plot;

import org.jspecify.annotations.NullMarked;
